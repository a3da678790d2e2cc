/** Checked files as cases. */

import { claimTexts, kindName } from "../../../core/documents/index.ts";
import { count } from "../../terminal/number.ts";
import type { FileFinding, FileResult, LintReport, SeverityTotals } from "../report.ts";
import type { Case, Issue, Outline } from "./outline.ts";

export function lintOutline({
  files,
  notChecked,
  runsNoMore,
  totals: sums,
  release,
  ok,
}: LintReport): Outline {
  const broken = notChecked.map(
    ({ path, message }): Case => ({
      name: path,
      ok: false,
      broken: true,
      issues: [{ rule: "not-checked", severity: "error", message, place: { path } }],
      output: [],
    }),
  );
  const checked = files.map((file) => {
    const { path, findings, totals } = file;
    const each = fileCase(path, findings, totals, [fileText(file)]);
    // Allowed warnings do not change the exit code.
    return { ...each, ok: each.ok || (ok && totals.error === 0) };
  });
  return {
    name: "keypoll lint",
    release,
    ok,
    subject: "file",
    cases: [
      ...checked,
      ...broken,
      ...(runsNoMore === undefined ? [] : [gone(runsNoMore)]),
      ...(ok || checked.length + broken.length > 0 ? [] : [nothing(sums.passedOver)]),
    ],
  };
}

/** What a file was checked as. */
export function fileText({ kind, because, agents }: FileResult): string {
  const reason = because === undefined ? "" : ` ${claimTexts[because]}`;
  return kind === "key-file"
    ? count(agents, "agent")
    : `checked as ${withArticle(kindName(kind, 1))}${reason}`;
}

function withArticle(name: string): string {
  return `${/^[aeiou]/.test(name) ? "an" : "a"} ${name}`;
}

function gone(message: string): Case {
  const issue = { rule: "feature-removed", severity: "information", message } as const;
  return { name: "key polling", ok: true, broken: false, issues: [issue], output: [message] };
}

/** A check that checked nothing is not a success, in any format. */
function nothing(passedOver: number): Case {
  const message = `Nothing was checked: ${count(passedOver, "file")} ignored.`;
  return {
    name: "keypoll lint",
    ok: false,
    broken: true,
    issues: [{ rule: "not-checked", severity: "error", message }],
    output: [],
  };
}

/** One file with its findings. */
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
