/** Findings as text for people. */

import { severities } from "../../core/lint/severity.ts";
import type { FileFinding, FileResult, LintReport, SeverityTotals } from "../report/report.ts";
import { findingLines } from "../terminal/finding-lines.ts";
import { type Look, paintSeverity } from "../terminal/look.ts";
import { count, inThousands } from "../terminal/number.ts";
import { onOneLine } from "../terminal/printable.ts";
import { columnsOf } from "../terminal/width.ts";
import { wrap } from "../terminal/wrap.ts";

const INDENT = "    ";

/** The findings of one file with an empty line behind; nothing for a file without any. */
export function fileBlock(file: FileResult, look: Look): string[] {
  const lines = file.findings.flatMap((finding) => findingBlock(file.path, finding, look));
  const hidden = hiddenIn(file);
  if (hidden > 0)
    lines.push(...wrap(`${onOneLine(file.path)}: ${count(hidden, "more finding")} not shown.`, look.width));
  return lines.length === 0 ? [] : [...lines, ""];
}

function findingBlock(path: string, finding: FileFinding, look: Look): string[] {
  const { rule, related, fixes } = finding;
  const { paint, width } = look;
  const fix = fixes[0];
  return [
    ...findingLines({ ...finding, path, name: rule }, INDENT, look),
    ...excerptLines(finding, look),
    ...related.map((each) =>
      paint.dim(`${INDENT}${onOneLine(path)}:${each.line}:${each.column}: ${onOneLine(each.message)}`),
    ),
    ...(fix === undefined
      ? []
      : wrap(`→ ${onOneLine(fix.title)}${fix.safe ? " (keypoll lint --fix does it)" : ""}`, width, {
          first: INDENT,
          rest: `${INDENT}  `,
        }).map(paint.green)),
  ];
}

/** The line, and below it a mark for the field; a terminal that is too narrow shows what is around the mark. */
function excerptLines({ excerpt, severity }: FileFinding, look: Look): string[] {
  const { text, start, end } = excerpt;
  if (text === "") return [];
  const room = Math.max(look.width - INDENT.length, 10);
  const from =
    columnsOf(text) <= room ? 0 : Math.max(0, Math.min(start - Math.floor(room / 3), text.length - room));
  const shown = columnsOf(text) <= room ? text : text.slice(from, from + room);
  const before = columnsOf(shown.slice(0, Math.max(0, start - from)));
  const marked = Math.max(1, columnsOf(shown.slice(Math.max(0, start - from), Math.max(0, end - from))));
  return [
    look.paint.dim(INDENT) + shown,
    INDENT + " ".repeat(before) + paintSeverity(severity, look)("^".repeat(marked)),
  ];
}

/** The last lines: what there is in all. */
export function lintSummary(report: LintReport, look: Look): string[] {
  const { totals, files, unreadable, release } = report;
  // Why nothing was checked stands on standard error.
  if (files.length === 0) return [];
  const agents = files.reduce((sum, file) => sum + file.agents, 0);
  // Scripts have none.
  const checked = `${count(totals.files, "file")}${agents === 0 ? "" : ` with ${count(agents, "agent")}`}`;
  const unread = unreadable.length === 0 ? "" : `, ${count(unreadable.length, "file")} not checked`;
  const sum = sumOf(totals);
  if (sum === 0) {
    const text = `${report.ok ? "✔ " : ""}No findings in ${checked} (Wazuh ${release})${unread}.`;
    return wrap(text, look.width).map(report.ok ? look.paint.green : look.paint.red);
  }
  const sign = report.ok ? "✔ " : "✘ ";
  const isCut = files.some((file) => hiddenIn(file) > 0);
  const mended = `${inThousands(totals.fixable)} of ${isCut ? "those that are shown" : "them"}`;
  const fixable = totals.fixable === 0 ? "" : ` --fix mends ${mended}.`;
  const text = `${sign}${count(sum, "finding")} in ${checked} (Wazuh ${release})${unread}: ${severityCounts(totals)}.${fixable}`;
  return wrap(text, look.width).map(report.ok ? look.paint.yellow : look.paint.red);
}

/** `2 errors, 1 for information`; the gravest first. */
export function severityCounts(totals: SeverityTotals): string {
  const parts = severities.filter((severity) => totals[severity] > 0);
  return parts
    .map((severity) =>
      severity === "information"
        ? `${inThousands(totals[severity])} for information`
        : count(totals[severity], severity),
    )
    .join(", ");
}

/** How many findings there are in all. */
export function sumOf(totals: SeverityTotals): number {
  return severities.reduce((sum, severity) => sum + totals[severity], 0);
}

/** How many findings of a file are only counted. */
function hiddenIn({ totals, findings }: FileResult): number {
  return sumOf(totals) - findings.length;
}
