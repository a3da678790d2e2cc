/** A finding in a script: what a rule says about a place. Offsets are UTF-16 units of the text, the end exclusive. */

import type { Severity } from "../severity.ts";

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Text to put in place of a span. */
export interface ScriptEdit extends Span {
  readonly newText: string;
}

export interface ScriptFix {
  readonly title: string;
  /** They do not overlap. */
  readonly edits: readonly ScriptEdit[];
  /** It changes nothing but the fault, so it may run with all others at once. */
  readonly safe: boolean;
}

/** What a rule says about one place. */
export interface Remark extends Span {
  readonly message: string;
  /** What mends it, the best first. */
  readonly fixes?: readonly ScriptFix[];
  /** Text that counts for nothing; editors fade it. */
  readonly faded?: true;
}

export interface ScriptFinding extends Span {
  /** The rule's only name. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fixes: readonly ScriptFix[];
  readonly related: readonly (Span & { readonly message: string })[];
  readonly faded: boolean;
}
