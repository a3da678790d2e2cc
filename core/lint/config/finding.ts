/** A finding in an `ossec.conf`: what a rule says about a place. Offsets are UTF-16 units of the text. */

import type { Severity } from "../severity.ts";
import type { Span } from "./markup.ts";

/** Text to put in place of a span. */
export interface ConfigEdit extends Span {
  readonly newText: string;
}

export interface ConfigFix {
  readonly title: string;
  /** They do not overlap. */
  readonly edits: readonly ConfigEdit[];
  /** It changes nothing but the fault, so it may run with all others at once. */
  readonly safe: boolean;
}

/** What a rule says about one place. */
export interface Remark extends Span {
  readonly message: string;
  /** What mends it, the best first. */
  readonly fixes?: readonly ConfigFix[];
  /** Other places that the message speaks of. */
  readonly related?: readonly (Span & { readonly message: string })[];
  /** The text counts for nothing; editors fade it. */
  readonly faded?: true;
}

export interface ConfigFinding extends Span {
  /** The rule's only name. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fixes: readonly ConfigFix[];
  readonly related: readonly (Span & { readonly message: string })[];
  readonly faded: boolean;
}
