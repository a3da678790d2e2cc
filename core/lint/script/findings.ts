/** Everything that the rules say about a script. */

import type { Severity } from "../severity.ts";
import type { ScriptFinding } from "./finding.ts";
import { isPollScript } from "./poll-script.ts";
import type { ScriptReading } from "./reading.ts";
import { rules } from "./rules/index.ts";

export interface FindingOptions {
  /** Severities by the code of a rule; a rule that is not named keeps its own. */
  readonly severities: Readonly<Record<string, Severity | "off">>;
  /** The file may be executed; undefined where nobody can tell. */
  readonly isExecutable?: boolean | undefined;
}

/** The findings in the order of the text; none for a script that is no poll script. */
export function findingsOf(reading: ScriptReading, options: FindingOptions): readonly ScriptFinding[] {
  if (!isPollScript(reading)) return [];
  const { severities, isExecutable } = options;
  return rules
    .flatMap((rule): readonly ScriptFinding[] => {
      const severity = severities[rule.code] ?? rule.severity;
      if (severity === "off") return [];
      return rule.check({ reading, isExecutable }).map(({ start, end, message, fixes, faded }) => ({
        rule: rule.code,
        severity,
        message,
        start,
        end,
        fixes: fixes ?? [],
        related: [],
        faded: faded === true,
      }));
    })
    .sort((a, b) => a.start - b.start);
}
