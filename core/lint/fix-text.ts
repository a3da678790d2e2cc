/** Applies the safe fixes, until none is left. */

import type { TextEdit } from "./text-edit.ts";

/** A line, and its former number (from 0). Undefined for a new one. */
export interface TracedLine {
  readonly text: string;
  readonly origin: number | undefined;
}

export interface FixedText {
  readonly lines: readonly TracedLine[];
  readonly text: string;
  /** The number of fixed findings. */
  readonly count: number;
}

/** A fix may reveal another finding. More rounds than this would mean that two fixes undo each other. */
const MOST_ROUNDS = 10;

/** The fixes for one kind of file. */
export interface Fixer {
  /** The safe fixes for a text: the edits of each, without overlaps. */
  fixesOf(text: string): readonly (readonly TextEdit[])[];
  /**
   * The lines of a text, from 0, whose fixes do harm that only the whole text shows. Without this function none does.
   */
  linesBroken?(before: string, after: readonly TracedLine[]): ReadonlySet<number>;
}

/** Fixes are left out this many times until the others do no harm. After that none of them is made. */
const MOST_TRIES = 8;

/** The text with every safe fix, round after round. Each line knows its former place. */
export function fixedText(text: string, fixer: Fixer): FixedText {
  let lines: readonly TracedLine[] = text.split("\n").map((line, origin) => ({ text: line, origin }));
  let count = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = nextRound(lines, fixer);
    if (next.count === 0) break;
    count += next.count;
    lines = next.lines;
  }
  return { lines, text: joined(lines), count };
}

/** The lines after all fixes that together do no harm, and the number of these fixes. */
function nextRound(
  lines: readonly TracedLine[],
  fixer: Fixer,
): { lines: readonly TracedLine[]; count: number } {
  const text = joined(lines);
  // Where each line of this round was at its beginning.
  const numbered = lines.map((line, at) => ({ text: line.text, origin: at }));
  let fixes = fixer.fixesOf(text);
  for (let tries = 0; tries < MOST_TRIES && fixes.length > 0; tries++) {
    const fixed = edited(numbered, fixes.flat().sort(byPlace));
    const broken = fixer.linesBroken?.(text, fixed) ?? new Set<number>();
    if (broken.size === 0) {
      const originOf = (at: number | undefined): number | undefined =>
        at === undefined ? at : lines[at]?.origin;
      return {
        lines: fixed.map((line) => ({ text: line.text, origin: originOf(line.origin) })),
        count: fixes.length,
      };
    }
    fixes = fixes.filter((edits) => !edits.some(({ startLine }) => broken.has(startLine)));
  }
  return { lines, count: 0 };
}

/** The edits from the old text to the fixed lines, in order. Unchanged lines are not in it. */
export function editsOf(text: string, lines: readonly TracedLine[]): readonly TextEdit[] {
  const old = text.split("\n");
  const edits: TextEdit[] = [];
  let next = 0;
  let added = "";
  for (const line of lines) {
    if (line.origin === undefined) {
      added += `${line.text}\n`;
      continue;
    }
    if (added !== "" || line.origin > next) edits.push(wholeLines(next, line.origin, added));
    added = "";
    next = line.origin + 1;
    const before = old[line.origin] ?? "";
    if (before !== line.text) edits.push(editOfLine(line.origin, before, line.text));
  }
  if (added !== "" || next < old.length) edits.push(lastLines(old, next, added));
  return edits;
}

function wholeLines(startLine: number, endLine: number, newText: string): TextEdit {
  return { startLine, startColumn: 0, endLine, endColumn: 0, newText };
}

/** Lines at the end, where the inserted or removed line feed is the one before them. */
function lastLines(old: readonly string[], next: number, added: string): TextEdit {
  const endLine = old.length - 1;
  const endColumn = old[endLine]?.length ?? 0;
  if (next === 0) return { ...wholeLines(0, endLine, added.slice(0, -1)), endColumn };
  const startColumn = old[next - 1]?.length ?? 0;
  const newText = added === "" ? "" : `\n${added.slice(0, -1)}`;
  return { startLine: next - 1, startColumn, endLine, endColumn, newText };
}

/** The change within a line: everything between the common beginning and the common end. */
function editOfLine(line: number, before: string, after: string): TextEdit {
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < least - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const newText = after.slice(start, after.length - tail);
  return { startLine: line, startColumn: start, endLine: line, endColumn: before.length - tail, newText };
}

function byPlace(a: TextEdit, b: TextEdit): number {
  return a.startLine - b.startLine || a.startColumn - b.startColumn;
}

function joined(lines: readonly TracedLine[]): string {
  return lines.map(({ text }) => text).join("\n");
}

/**
 * Edits in the order of their places, applied in one pass. A line keeps the number of the one whose text or line feed
 * it has.
 */
function edited(lines: readonly TracedLine[], edits: readonly TextEdit[]): readonly TracedLine[] {
  const result: TracedLine[] = [];
  let text = "";
  let origin: number | undefined;
  let isBegun = false;
  const endLine = (): void => {
    result.push({ text, origin });
    text = "";
    origin = undefined;
    isBegun = false;
  };
  const keep = (line: number, from: number, to: number | undefined): void => {
    const kept = lines[line];
    if (kept === undefined) return;
    text += kept.text.slice(from, to);
    if (!isBegun) origin = kept.origin;
    isBegun = true;
  };
  let [line, column] = [0, 0];
  const keepUpTo = (toLine: number, toColumn: number): void => {
    for (; line < toLine; line++) {
      keep(line, column, undefined);
      endLine();
      column = 0;
    }
    if (toColumn > column) keep(line, column, toColumn);
  };
  for (const edit of edits) {
    keepUpTo(edit.startLine, edit.startColumn);
    for (const [at, part] of edit.newText.split("\n").entries()) {
      if (at > 0) endLine();
      text += part;
    }
    [line, column] = [edit.endLine, edit.endColumn];
  }
  keepUpTo(lines.length - 1, lines.at(-1)?.text.length ?? 0);
  // The empty rest after the last line feed, if it is unchanged.
  if (!isBegun && line === lines.length - 1 && column === 0) keep(line, 0, undefined);
  endLine();
  return result;
}
