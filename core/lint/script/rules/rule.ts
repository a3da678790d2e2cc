/** What a rule of poll scripts is made of. */

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
  /** It speaks of every script, not of poll scripts alone. */
  readonly everyScript?: true;
  /** It goes by how statements hang together, which nobody knows while the syntax is wrong. */
  readonly needsSyntax?: true;
  /** Everything that the rule has to say about a script. */
  check(context: ScriptContext): readonly Remark[];
}

/** A script, and what else a rule depends on. */
export interface ScriptContext {
  readonly reading: ScriptReading;
  /** The file may be executed; undefined where nobody can tell. */
  readonly isExecutable: boolean | undefined;
  /** What the interpreter says about the syntax; undefined where none was asked. */
  readonly syntax: SyntaxCheck | undefined;
}
