/** The table of agreement: a row for each kind, a column for each release, oldest first. */

import type { Agreement } from "./replay.ts";

const numberOf = (release: string): number =>
  release.split(".").reduce((number, part) => number * 1000 + Number(part), 0);

export function agreementTable(agreements: readonly Agreement[]): string {
  const releases = unique(agreements.map(({ release }) => release)).sort((a, b) => numberOf(a) - numberOf(b));
  const kinds = unique(agreements.map(({ kind }) => kind)).sort();
  const rows = [...kinds, undefined].map((kind) => [
    kind ?? "all",
    ...[...releases, undefined].map((release) => cell(agreements, kind, release)),
  ]);
  const lines = [["kind", ...releases, "all"], ...rows];
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((row) => row[column]?.length ?? 0)),
  );
  const padded = lines.map((row) =>
    row.map((text, column) =>
      column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0),
    ),
  );
  const rule = widths.map((width, column) =>
    column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  const [head = [], ...body] = padded;
  return [head, rule, ...body].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** Agreeing cases of all cases; the rest are differences. */
function cell(
  agreements: readonly Agreement[],
  kind: string | undefined,
  release: string | undefined,
): string {
  const chosen = agreements.filter(
    (each) => (kind ?? each.kind) === each.kind && (release ?? each.release) === each.release,
  );
  const cases = sum(chosen.map((each) => each.cases));
  const agree = sum(chosen.map((each) => each.agree));
  const setAside = sum(chosen.map((each) => each.setAside));
  if (cases + setAside === 0) return "";
  const counted = agree === cases ? `${cases}` : `${agree} of ${cases}`;
  return setAside === 0 ? counted : `${counted} (-${setAside})`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
