/** Findings with the same message on many lines: some are shown in full, the others only by their lines. */

import type { FileFinding, FileResult } from "../report/report.ts";

export interface FindingGroup {
  /** Shown in full, in the order of the file. */
  readonly shown: readonly FileFinding[];
  /** Only counted, with their lines. */
  readonly others: readonly FileFinding[];
}

/** Above this number, findings of one kind are grouped. */
const MOST_ALIKE = 5;
/** The number of them that are shown. */
const SHOWN = 3;

/** The findings by rule and cause, in the order of their first lines. */
export function findingGroups(findings: readonly FileFinding[]): readonly FindingGroup[] {
  const groups = new Map<string, FileFinding[]>();
  for (const finding of findings) {
    const cause = causeOf(finding);
    const alike = groups.get(cause);
    if (alike === undefined) groups.set(cause, [finding]);
    else alike.push(finding);
  }
  return [...groups.values()].map((alike) =>
    alike.length <= MOST_ALIKE
      ? { shown: alike, others: [] }
      : { shown: alike.slice(0, SHOWN), others: alike.slice(SHOWN) },
  );
}

/** The message without the parts that differ from line to line: quoted text, addresses, names and numbers. */
function causeOf({ rule, severity, message }: FileFinding): string {
  const general = message
    .replace(/"[^"]*"|'[^']*'/g, "…")
    .replace(/\S*\d\S*/g, "…")
    .replace(/\b(?:an)?other lines?\b/g, "…");
  return `${rule} ${severity} ${general}`;
}

/** `4, 6–20, 31`. */
export function lineList(findings: readonly FileFinding[]): string {
  const lines = [...new Set(findings.map(({ line }) => line))].sort((a, b) => a - b);
  const spans: [from: number, to: number][] = [];
  for (const line of lines) {
    const last = spans.at(-1);
    if (last !== undefined && last[1] === line - 1) last[1] = line;
    else spans.push([line, line]);
  }
  return spans.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(", ");
}

/** How many findings each rule has in all files, the highest number first. */
export function countsByRule(
  files: readonly Pick<FileResult, "findings" | "ruleTotals">[],
): readonly (readonly [rule: string, number])[] {
  const counts = new Map<string, number>();
  const add = (rule: string, number: number): void => {
    if (number > 0) counts.set(rule, (counts.get(rule) ?? 0) + number);
  };
  for (const { findings, ruleTotals } of files) {
    if (ruleTotals === undefined) for (const { rule } of findings) add(rule, 1);
    else for (const [rule, number] of Object.entries(ruleTotals)) add(rule, number);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}
