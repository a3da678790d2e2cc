/** Checks a suite among other files, without running it. */

import { withoutKeys } from "../../core/lint/key-file/shown.ts";
import { rulePage } from "../../core/lint/rule-page.ts";
import { type LintSettings, shownOf } from "../../core/lint/settings.ts";
import { type Problem, readSuite, suiteRules } from "../../core/suite/index.ts";
import { cut } from "../lint/excerpt.ts";
import type { Checker } from "../lint/file-checker.ts";
import { ShownLine } from "../lint/shown-line.ts";
import type { FileFinding } from "../report/report.ts";

const [rule] = suiteRules;

export function suiteChecker(settings: LintSettings): Checker {
  const severity = settings.severities[rule.code] ?? rule.severity;
  return {
    check: (name, text) => {
      const totals = { error: 0, warning: 0, information: 0, hint: 0 };
      const checked = { path: name, kind: "suite", agents: 0, totals } as const;
      const reading = readSuite(text);
      if (reading.kind !== "broken" || severity === "off") return { ...checked, findings: [] };
      totals[severity] = reading.problems.length;
      const lines = text.split("\n");
      const shown = shownOf(reading.problems, settings);
      return { ...checked, findings: shown.map((problem) => findingOf(problem, lines, severity)) };
    },
  };
}

function findingOf(
  { message, place: { start, end } }: Problem,
  lines: readonly string[],
  severity: FileFinding["severity"],
): FileFinding {
  const text = lines[start.line] ?? "";
  const to = end.line === start.line ? end.character : text.length;
  const shown = new ShownLine(text, []);
  return {
    rule: rule.code,
    severity,
    message: withoutKeys(message),
    line: start.line + 1,
    column: start.character + 1,
    endColumn: to + 1,
    related: [],
    excerpt: cut(shown.text, shown.column(start.character, false), shown.column(to, true)),
    fixes: [],
    page: rulePage(rule.code),
  };
}
