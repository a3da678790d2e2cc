/** From what runs recorded of a file to its lines: which can run, and which samples ran them. */

import type { Statement, Statements } from "../../lint/script/index.ts";
import type { Recorded, Stretch } from "./recorded.ts";

export interface CoveredLine {
  /** From 1. */
  readonly line: number;
  /** Places of the samples that ran it, in the order of the suite. */
  readonly ranIn: readonly number[];
}

/** What one sample recorded of a file. */
export interface SampleRecord {
  readonly sample: number;
  readonly recorded: Recorded;
}

/** The lines of a file, in order. Without statements the interpreter has said which lines can run. */
export function coveredLines(
  records: readonly SampleRecord[],
  statements: Statements | undefined,
): readonly CoveredLine[] {
  const lines = new Map<number, number[]>();
  const samplesOf = (line: number): number[] => {
    const known = lines.get(line) ?? [];
    lines.set(line, known);
    return known;
  };
  for (const { firstLine } of statements?.all ?? []) samplesOf(firstLine);
  for (const { sample, recorded } of records) {
    for (const line of recorded.executable) samplesOf(line);
    for (const line of ranLines(recorded, statements)) samplesOf(line).push(sample);
  }
  return Array.from(lines, ([line, ranIn]) => ({ line, ranIn })).toSorted(
    (one, other) => one.line - other.line,
  );
}

function ranLines(recorded: Recorded, statements: Statements | undefined): ReadonlySet<number> {
  if (statements === undefined) return recorded.ran;
  const ran = new Set<number>();
  for (const line of recorded.ran) {
    const statement = shortestAt(statements.all, line);
    if (statement !== undefined) ran.add(statement.firstLine);
    // A line that ran can run, also where the grammar could not read it. The head of a function stands in no statement.
    else if (!statements.whole) ran.add(line);
  }
  for (const stretches of recorded.stretches) {
    for (const { start, firstLine } of statements.all) if (countAt(stretches, start) > 0) ran.add(firstLine);
  }
  return ran;
}

/** An interpreter may name any line of a command that stands on several. */
function shortestAt(statements: readonly Statement[], line: number): Statement | undefined {
  return statements
    .filter(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine)
    .toSorted((one, other) => one.lastLine - one.firstLine - (other.lastLine - other.firstLine))[0];
}

function countAt(stretches: readonly Stretch[], offset: number): number {
  let shortest: Stretch | undefined;
  for (const each of stretches) {
    if (offset < each.startOffset || offset >= each.endOffset) continue;
    const length = each.endOffset - each.startOffset;
    if (shortest === undefined || length <= shortest.endOffset - shortest.startOffset) shortest = each;
  }
  return shortest?.count ?? 0;
}
