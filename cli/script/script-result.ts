/** One checked script in a report. */

import type { Claim, ScriptKind } from "../../core/documents/index.ts";
import type { PlacedFinding } from "../../core/lint/placed-finding.ts";
import { rulePage } from "../../core/lint/rule-page.ts";
import type { ScriptDocument } from "../../core/lint/script/index.ts";
import type { LintSettings } from "../../core/lint/settings.ts";
import type { Severity } from "../../core/lint/severity.ts";
import { cut } from "../lint/excerpt.ts";
import { ShownLine } from "../lint/shown-line.ts";
import type { FileFinding, FileResult } from "../report/report.ts";

export interface CheckedScript {
  readonly as: ScriptKind;
  /** Why it was recognised as one. */
  readonly claim: Claim;
  readonly document: ScriptDocument;
  readonly findings: readonly PlacedFinding[];
  readonly shown: readonly ShownLine[];
}

/** All findings, up to the limit of the settings. The totals count all of them. */
export function scriptResult(
  path: string,
  script: CheckedScript,
  { maxFindings }: Pick<LintSettings, "maxFindings">,
): FileResult {
  const totals: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { severity } of script.findings) totals[severity]++;
  const findings = script.findings.slice(0, maxFindings).map((finding) => fileFinding(finding, script));
  return { path, kind: script.as, because: script.claim, agents: 0, findings, totals };
}

/** A place in a report is within one line, so of a longer one only the first line is marked. */
function fileFinding(finding: PlacedFinding, { document, shown }: CheckedScript): FileFinding {
  const { rule, severity, message, start, end, fixes } = finding;
  const { line, column } = document.positionAt(start);
  const to = document.positionAt(end);
  const endColumn = to.line === line ? to.column : (document.getText().split("\n")[line]?.length ?? column);
  const shownLine = shown[line] ?? new ShownLine("", []);
  return {
    rule,
    severity,
    message,
    line: line + 1,
    column: column + 1,
    endColumn: endColumn + 1,
    related: [],
    excerpt: cut(shownLine.text, shownLine.column(column, false), shownLine.column(endColumn, true)),
    fixes: fixes.map(({ title, safe }) => ({ title, safe })),
    page: rulePage(rule),
  };
}
