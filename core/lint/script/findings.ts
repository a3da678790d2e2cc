/** Everything that the rules say about a poll script. */

import { findingOf, type PlacedFinding } from "../placed-finding.ts";
import type { Severity } from "../severity.ts";
import type { ScriptReading } from "./reading.ts";
import { rules } from "./rules/index.ts";

export interface FindingOptions {
  /** Severities by the code of a rule; a rule that is not named keeps its own. */
  readonly severities: Readonly<Record<string, Severity | "off">>;
  /** The file may be executed; undefined where nobody can tell. */
  readonly isExecutable?: boolean | undefined;
}

/** The findings in the order of the text. The rules speak of poll scripts: whether it is one, `core/documents` says. */
export function findingsOf(reading: ScriptReading, options: FindingOptions): readonly PlacedFinding[] {
  const { severities, isExecutable } = options;
  return rules
    .flatMap((rule): readonly PlacedFinding[] => {
      const severity = severities[rule.code] ?? rule.severity;
      if (severity === "off") return [];
      return rule
        .check({ reading, isExecutable })
        .map((remark) => findingOf({ code: rule.code, severity }, remark));
    })
    .sort((a, b) => a.start - b.start);
}
