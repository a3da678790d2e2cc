/** The lines of a script as they may be shown: passwords and keys hidden, control characters to be seen. */

import { KeyMask, MASK } from "../../core/lint/mask.ts";
import { type ScriptDocument, type ScriptReading, secretsOf } from "../../core/lint/script/index.ts";
import { onOneLine } from "../terminal/printable.ts";

export interface ShownScript {
  line(line: number): string;
  /** Where a column of the line is in what is shown; a column in a hidden part goes to that part's start or end. */
  column(line: number, column: number, isEnd: boolean): number;
}

interface Part {
  readonly start: number;
  readonly end: number;
  readonly shown: string;
}

/** Without a reading only what looks like a key is hidden. */
export function shownScript(document: ScriptDocument, reading: ScriptReading | undefined): ShownScript {
  const lines = document.getText().split("\n");
  const hidden = hiddenParts(document, reading, lines);
  const parts = lines.map((text, line) => partsOf(text, hidden.get(line) ?? []));
  return {
    line: (line) => (parts[line] ?? []).map(({ shown }) => shown).join(""),
    column: (line, column, isEnd) => shownColumn(parts[line] ?? [], column, isEnd),
  };
}

type Range = readonly [start: number, end: number];

/** The secrets of each line; one that goes over several lines hides all of them. */
function hiddenParts(
  document: ScriptDocument,
  reading: ScriptReading | undefined,
  lines: readonly string[],
): ReadonlyMap<number, readonly Range[]> {
  const found = new Map<number, Range[]>();
  for (const { start, end } of reading === undefined ? [] : secretsOf(reading)) {
    const from = document.positionAt(start);
    const to = document.positionAt(end);
    for (let line = from.line; line <= to.line; line++) {
      const range: Range = [
        line === from.line ? from.column : 0,
        line === to.line ? to.column : (lines[line]?.length ?? 0),
      ];
      found.set(line, [...(found.get(line) ?? []), range]);
    }
  }
  return found;
}

function partsOf(text: string, hidden: readonly Range[]): readonly Part[] {
  const mask = new KeyMask();
  const parts: Part[] = [];
  let at = 0;
  const open = (end: number): void => {
    if (end > at) parts.push({ start: at, end, shown: onOneLine(mask.hide(text.slice(at, end))) });
    at = Math.max(at, end);
  };
  for (const [start, end] of [...hidden].sort((a, b) => a[0] - b[0])) {
    if (end <= at) continue;
    open(start);
    parts.push({ start: at, end, shown: MASK });
    at = end;
  }
  open(text.length);
  return parts;
}

function shownColumn(parts: readonly Part[], column: number, isEnd: boolean): number {
  let shown = 0;
  for (const part of parts) {
    if (isEnd ? column <= part.end : column < part.end) {
      const isExact = part.shown.length === part.end - part.start && part.shown !== MASK;
      if (column <= part.start) return shown;
      return isExact ? shown + column - part.start : isEnd ? shown + part.shown.length : shown;
    }
    shown += part.shown.length;
  }
  return shown;
}
