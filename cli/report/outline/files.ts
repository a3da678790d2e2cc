/** Checked files as cases. */

import { count } from "../../terminal/number.ts";
import type { FileFinding, LintReport, SeverityTotals } from "../report.ts";
import type { Case, Issue, Outline } from "./outline.ts";

export function lintOutline({ files, unreadable, release, ok }: LintReport): Outline {
  const broken = unreadable.map(
    ({ path, message }): Case => ({
      name: path,
      ok: false,
      broken: true,
      issues: [{ rule: "not-checked", severity: "error", message, place: { path } }],
      output: [],
    }),
  );
  const checked = files.map(({ path, findings, totals, agents }) => {
    const each = fileCase(path, findings, totals, [count(agents, "agent")]);
    // Warnings that are put up with fail nothing.
    return { ...each, ok: each.ok || (ok && totals.error === 0) };
  });
  return { name: "keypoll lint", release, ok, subject: "file", cases: [...checked, ...broken] };
}

/** One file with what was found in it. */
export function fileCase(
  path: string,
  findings: readonly FileFinding[],
  totals: SeverityTotals,
  output: readonly string[],
): Case {
  return {
    name: path,
    ok: totals.error + totals.warning === 0,
    broken: false,
    issues: findings.map((finding) => fileIssue(path, finding)),
    output,
  };
}

function fileIssue(path: string, finding: FileFinding): Issue {
  const { rule, severity, message, line, column, endColumn, fixes } = finding;
  return {
    rule,
    severity,
    message,
    ...(fixes[0] === undefined ? {} : { advice: `${fixes[0].title}.` }),
    place: { path, line, column, endColumn },
  };
}
