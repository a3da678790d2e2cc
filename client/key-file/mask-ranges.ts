/** Which parts of a document are hidden and which are shown, as ranges. */

import { Range, type TextDocument } from "vscode";
import { keyColumns } from "../../core/lint/key-file/key-columns.ts";

/** The decorated lines, from 0, and those of them whose keys are shown. */
export interface Lines {
  readonly first: number;
  readonly last: number;
  readonly open: ReadonlySet<number>;
  readonly allOpen: boolean;
}

/** Keys under dots, keys that are shown, and everything outside the decorated lines. */
export interface Ranges {
  readonly dots: readonly Range[];
  readonly open: readonly Range[];
  readonly far: readonly Range[];
}

export const NOTHING: Ranges = { dots: [], open: [], far: [] };

/** The ranges for the lines near those on the screen. The rest counts as far. */
export function rangesOf(document: TextDocument, { first, last, open, allOpen }: Lines): Ranges {
  // A key in PEM form is not a list of agents. The text that the colours hide there is shown.
  const isPem = document.lineAt(0).text.startsWith("-----BEGIN ");
  const from = Math.max(first, 0);
  const to = Math.min(last, document.lineCount - 1);
  const ranges = { dots: [] as Range[], open: [] as Range[], far: [] as Range[] };
  for (let line = from; line <= to; line++) {
    const list = allOpen || isPem || open.has(line) ? ranges.open : ranges.dots;
    list.push(...keysOf(document, line));
  }
  if (allOpen || isPem) return ranges;
  if (from > 0) ranges.far.push(new Range(0, 0, from, 0));
  if (to < document.lineCount - 1) ranges.far.push(new Range(to + 1, 0, document.lineCount, 0));
  return ranges;
}

/** Where the keys of some lines are. */
export function keyRanges(document: TextDocument, lines: Iterable<number>): readonly Range[] {
  return [...lines].flatMap((line) => keysOf(document, line));
}

function keysOf(document: TextDocument, line: number): readonly Range[] {
  const columns = keyColumns(document.lineAt(line).text);
  return columns.map(([start, end]) => new Range(line, start, line, end));
}
