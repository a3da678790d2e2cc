/** All findings of the rules in a script. */

import { withoutIgnored } from "../ignored.ts";
import { Lines } from "../lines.ts";
import { findingOf, type PlacedFinding } from "../placed-finding.ts";
import type { Severity } from "../severity.ts";
import { type ScriptReading, spanOf } from "./reading.ts";
import { rules } from "./rules/index.ts";
import { syntaxRule } from "./rules/syntax.ts";
import type { SyntaxCheck } from "./syntax-check.ts";

export interface FindingOptions {
  /** Severities by the code of a rule. Other rules keep their own. */
  readonly severities: Readonly<Record<string, Severity | "off">>;
  /** False: not a poll script, so only the rules for every script apply. */
  readonly isPollScript?: boolean;
  /** Whether the file is executable. Undefined if unknown. */
  readonly isExecutable?: boolean | undefined;
  /** What the interpreter says about the syntax. Undefined if none was asked. */
  readonly syntax?: SyntaxCheck | undefined;
}

/**
 * The findings in the order of the text, without those that a comment ignores. `core/documents` says whether it is a
 * poll script.
 */
export function findingsOf(reading: ScriptReading, options: FindingOptions): readonly PlacedFinding[] {
  const { severities, isPollScript = true, isExecutable, syntax } = options;
  const context = { reading, isExecutable, syntax };
  const isBroken = syntaxRule.check(context).length > 0;
  const found = rules
    .filter(({ everyScript }) => isPollScript || everyScript === true)
    .filter(({ needsSyntax }) => needsSyntax !== true || !isBroken)
    .flatMap((rule): readonly PlacedFinding[] => {
      const set = severities[rule.code];
      if (set === "off") return [];
      return rule
        .check(context)
        .map((remark) =>
          findingOf({ code: rule.code, severity: set ?? remark.severity ?? rule.severity }, remark),
        );
    })
    .sort((a, b) => a.start - b.start);
  const { text, captures } = reading;
  return withoutIgnored(
    found,
    text,
    () => Lines.ofFile(text),
    () => captures.nodes("comment").map(spanOf),
  );
}
