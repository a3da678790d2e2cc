/** Mending what is safe to mend, until nothing safe is left. */

import { findingsOf, fixesOf, type KeyFileDocument, type TextEdit } from "../../core/lint/key-file/index.ts";
import type { LintSettings } from "../../core/lint/settings.ts";
import type { Checker } from "./checker.ts";

/** A line, and the number (from 0) of the one that it was; undefined for a new one. */
export interface TracedLine {
  readonly text: string;
  readonly origin: number | undefined;
}

export interface FixedText {
  readonly lines: readonly TracedLine[];
  readonly text: string;
  /** How many findings were mended. */
  readonly count: number;
}

/** A fix may reveal another finding; more rounds than this would mean that two fixes undo each other. */
const MOST_ROUNDS = 10;

/** As many findings as a file has for itself. */
const FILE_FINDINGS = 10;

/** The text with every safe fix, round after round; each line knows where it was. */
export function fixText(text: string, checker: Pick<Checker, "safeEdits">): FixedText {
  let lines: readonly TracedLine[] = text.split("\n").map((line, origin) => ({ text: line, origin }));
  let count = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = checker.safeEdits(joined(lines));
    if (edits.length === 0) break;
    count += edits.length;
    lines = edited(lines, edits.flat());
  }
  return { lines, text: joined(lines), count };
}

function joined(lines: readonly TracedLine[]): string {
  return lines.map(({ text }) => text).join("\n");
}

/** One fix for each line that has any, so that no two edits touch, in the order of the lines. */
export function safeEdits(document: KeyFileDocument, { severities }: LintSettings): (readonly TextEdit[])[] {
  const found = new Map<number, readonly TextEdit[]>();
  const add = (line: number, codes: readonly string[]): void => {
    const fix = codes.flatMap((code) => fixesOf(document, code, line)).find(({ safe }) => safe);
    if (fix !== undefined && !found.has(line)) found.set(line, fix.edits);
  };
  for (const { line, codes } of document.markedLines()) add(line, codes);
  // What concerns the file as a whole comes first among its findings.
  for (const { rule, place } of findingsOf(document, { severities, cap: FILE_FINDINGS }).findings) {
    add(place.line, [rule]);
  }
  return [...found].sort(([a], [b]) => a - b).map(([, edits]) => edits);
}

/** Edits in the order of their places, applied in one pass. A line keeps the number of the one whose text or line feed it has. */
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
  if (!isBegun && text === "") keep(lines.length - 1, column, undefined);
  endLine();
  return result;
}
