/** Findings as text for people. */

import { type Claim, fileKinds, kindName } from "../../core/documents/index.ts";
import { severities } from "../../core/lint/severity.ts";
import { wazuhText } from "../../core/lint/versions.ts";
import { fileText } from "../report/outline/files.ts";
import type { FileFinding, FileResult, LintReport, SeverityTotals } from "../report/report.ts";
import { findingLines } from "../terminal/finding-lines.ts";
import { type Look, paintSeverity } from "../terminal/look.ts";
import { count, inThousands } from "../terminal/number.ts";
import { onOneLine } from "../terminal/printable.ts";
import { columnsOf } from "../terminal/width.ts";
import { wrap } from "../terminal/wrap.ts";

import { countsByRule, type FindingGroup, findingGroups, lineList } from "./finding-groups.ts";

const INDENT = "    ";

/**
 * The findings of one file followed by an empty line, and the kind of the file unless it is obvious. Otherwise empty.
 */
export function fileBlock(file: FileResult, look: Look): string[] {
  // If a file is something else, one message is about all of its lines. The reports for programs have each line.
  const whole = file.findings.filter(({ rule }) => rule === "not-a-key-file");
  const shown = whole.length > 0 ? whole : file.findings;
  const groups = look.listsAll === true ? [{ shown, others: [] }] : findingGroups(shown);
  const lines = groups.flatMap((group) => groupBlock(file.path, group, look));
  const hidden = hiddenIn(file);
  const consequences = sumOf(file.totals) - whole.length;
  if (file.because !== undefined && isSaid(file.because)) {
    lines.unshift(...wrap(`${onOneLine(file.path)}: ${fileText(file)}.`, look.width).map(look.paint.dim));
  }
  if (whole.length > 0 && consequences > 0) {
    const text = `${count(consequences, "more finding")} in the lines of this file; --format json lists them.`;
    lines.push(...wrap(text, look.width, { first: INDENT, rest: INDENT }));
  } else if (hidden > 0)
    lines.push(...wrap(`${onOneLine(file.path)}: ${count(hidden, "more finding")} not shown.`, look.width));
  return lines.length === 0 ? [] : [...lines, ""];
}

/** The lines of findings that are not shown are listed on one line. */
function groupBlock(path: string, { shown, others }: FindingGroup, look: Look): string[] {
  const lines = shown.flatMap((finding) => findingBlock(path, finding, look));
  const [first] = others;
  if (first === undefined) return lines;
  const { severity, rule } = first;
  const text = `${onOneLine(path)}: ${inThousands(others.length)} more like these (${severity}, ${rule}) in lines ${lineList(others)}.`;
  return [...lines, ...wrap(text, look.width, { first: "", rest: INDENT })];
}

/** Whether the kind of the file is obvious. */
function isSaid(because: Claim): boolean {
  return because !== "content" && because !== "hint" && because !== "name";
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

/** The line, and a mark below the field. In a narrow terminal only the part around the mark is shown. */
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

/** The last lines: the totals. */
export function lintSummary(report: LintReport, look: Look): string[] {
  const { totals, files, notChecked, ok } = report;
  const left = [
    ...(notChecked.length === 0 ? [] : [`${count(notChecked.length, "file")} not checked`]),
    ...(totals.passedOver === 0 ? [] : [`${count(totals.passedOver, "file")} ignored`]),
  ];
  // Standard error has the reason.
  if (files.length === 0) {
    const paint = ok ? look.paint.yellow : look.paint.red;
    return wrap(`${ok ? "○" : "✘"} Nothing was checked: ${left.join(", ")}.`, look.width).map(paint);
  }
  const gone =
    report.runsNoMore === undefined ? [] : wrap(report.runsNoMore, look.width).map(look.paint.yellow);
  return [...gone, ...sumLines(report, left, look)];
}

function sumLines(report: LintReport, left: readonly string[], look: Look): string[] {
  const { totals, files, release, ok } = report;
  const checked = [`${kindCounts(files)} (${wazuhText(release)})`, ...left].join(", ");
  const sum = sumOf(totals);
  const sign = ok ? "✔" : "✘";
  if (sum === 0) {
    return wrap(`${sign} No findings in ${checked}.`, look.width).map(ok ? look.paint.green : look.paint.red);
  }
  const isCut = files.some((file) => hiddenIn(file) > 0);
  const which = `${inThousands(totals.fixable)} of ${isCut ? "those that are shown" : "them"}`;
  const fixable = totals.fixable === 0 ? "" : ` --fix fixes ${which}.`;
  const text = `${sign} ${count(sum, "finding")} in ${checked}: ${severityCounts(totals)}.${fixable}`;
  return [...ruleLines(report, look), ...wrap(text, look.width).map(ok ? look.paint.yellow : look.paint.red)];
}

/** From this number on, a summary of all rules is worth a line. */
const MANY = 10;

/** How many findings each rule has, if there are many. */
function ruleLines({ files, totals }: LintReport, look: Look): string[] {
  if (sumOf(totals) < MANY) return [];
  const counts = countsByRule(files).map(([rule, number]) => `${inThousands(number)} ${rule}`);
  return wrap(`By rule: ${counts.join(", ")}.`, look.width, { first: "", rest: INDENT });
}

/** `2 key files with 3 agents, 1 poll script`. */
function kindCounts(files: readonly FileResult[]): string {
  const agents = files.reduce((sum, file) => sum + file.agents, 0);
  return fileKinds
    .flatMap((kind) => {
      const number = files.filter((file) => file.kind === kind).length;
      if (number === 0) return [];
      const holds = kind === "key-file" ? ` with ${count(agents, "agent")}` : "";
      return [`${inThousands(number)} ${kindName(kind, number)}${holds}`];
    })
    .join(", ");
}

/** `2 errors, 1 for information`, the most severe first. */
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

/** The total number of findings. */
export function sumOf(totals: SeverityTotals): number {
  return severities.reduce((sum, severity) => sum + totals[severity], 0);
}

/** How many findings of a file are counted but not shown. */
function hiddenIn({ totals, findings }: FileResult): number {
  return sumOf(totals) - findings.length;
}
