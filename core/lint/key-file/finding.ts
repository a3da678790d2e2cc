/** A finding in `client.keys`: what a rule reports about a place. */

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
  /** The fix changes nothing except the problem, so it can be applied together with all others. */
  readonly safe: boolean;
}

export interface Finding {
  /** The rule's only name. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  /** Other places that the message refers to. */
  readonly related: readonly { readonly place: Place; readonly message: string }[];
}
