/** The parts of a rule for poll scripts. */

import type { Remark } from "../../placed-finding.ts";
import type { Severity } from "../../severity.ts";
import type { ScriptReading } from "../reading.ts";
import type { SyntaxCheck } from "../syntax-check.ts";

export interface ScriptRule {
  /** The rule's only name: diagnostic code, settings key, page and test title. */
  readonly code: string;
  readonly severity: Severity;
  /** The rule in a few words, as a heading. */
  readonly title: string;
  /** It applies to every script, not only to poll scripts. */
  readonly everyScript?: true;
  /** It depends on the structure of statements, which is unknown while the syntax is wrong. */
  readonly needsSyntax?: true;
  /** All findings of the rule in a script. */
  check(context: ScriptContext): readonly Remark[];
}

/** A script, and what else a rule depends on. */
export interface ScriptContext {
  readonly reading: ScriptReading;
  /** Whether the file is executable. Undefined if unknown. */
  readonly isExecutable: boolean | undefined;
  /** What the interpreter says about the syntax. Undefined if none was asked. */
  readonly syntax: SyntaxCheck | undefined;
}
