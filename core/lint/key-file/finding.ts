/** A finding in `client.keys`: what a rule says about a place. */

import type { Severity } from "../severity.ts";
import type { TextEdit } from "../text-edit.ts";

/** A place in one line; columns are UTF-16 units, `end` exclusive, lines from 0. */
export interface Place {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** It changes nothing but the problem, so it may run with all others at once. */
  readonly safe: boolean;
}

export interface Finding {
  /** The rule's only name. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  /** Other places that the message speaks of. */
  readonly related: readonly { readonly place: Place; readonly message: string }[];
}
