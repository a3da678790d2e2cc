/**
 * A unified diff between a file and its fixed text. The caller decides what a line shows, because lines contain keys.
 */

import type { TracedLine } from "../../core/lint/fix-text.ts";

/** Unchanged lines around a change. */
const CONTEXT = 3;

const NO_LINE_FEED = "\\ No newline at end of file";

interface Change {
  readonly sign: " " | "-" | "+";
  /** Lines (from 0) in the old and in the new file. */
  readonly oldLine: number;
  readonly newLine: number;
  /** Whether a line feed follows. */
  readonly ended: boolean;
}

export interface Sides {
  readonly old: readonly string[];
  readonly fixed: readonly TracedLine[];
  /** A line (from 0) as it may be shown. */
  readonly shownOld: (line: number) => string;
  readonly shownNew: (line: number) => string;
}

/** Lines of the diff, without line feeds. Empty if nothing changed. Both sides are split at line feeds. */
export function unifiedDiff(path: string, sides: Sides): string[] {
  const hunks = hunksOf(changesOf(sides));
  if (hunks.length === 0) return [];
  return [`--- ${path}`, `+++ ${path}`, ...hunks.flatMap((hunk) => hunkLines(hunk, sides))];
}

function changesOf({ old, fixed }: Sides): readonly Change[] {
  const changes: Change[] = [];
  // There is no line after the last line feed.
  const oldCount = old.at(-1) === "" ? old.length - 1 : old.length;
  const newCount = fixed.at(-1)?.text === "" ? fixed.length - 1 : fixed.length;
  let oldLine = 0;
  let newLine = 0;
  const remove = (): void => {
    changes.push({ sign: "-", oldLine, newLine, ended: oldLine < old.length - 1 });
    oldLine++;
  };
  while (newLine < newCount) {
    const line = fixed[newLine];
    const origin = line?.origin;
    while (origin !== undefined && oldLine < Math.min(origin, oldCount)) remove();
    const oldEnded = oldLine < old.length - 1;
    const newEnded = newLine < fixed.length - 1;
    const isSame = origin === oldLine && old[oldLine] === line?.text && oldEnded === newEnded;
    if (isSame) changes.push({ sign: " ", oldLine: oldLine++, newLine: newLine++, ended: oldEnded });
    else {
      if (origin === oldLine) remove();
      changes.push({ sign: "+", oldLine, newLine: newLine++, ended: newEnded });
    }
  }
  while (oldLine < oldCount) remove();
  return changes;
}

/** Changes with their context. Overlapping ones form one hunk. */
function hunksOf(changes: readonly Change[]): readonly (readonly Change[])[] {
  const hunks: Change[][] = [];
  let end = -1;
  for (const [at, { sign }] of changes.entries()) {
    if (sign === " ") continue;
    const from = Math.max(at - CONTEXT, 0);
    const to = Math.min(at + CONTEXT + 1, changes.length);
    if (from > end) hunks.push([]);
    const hunk = hunks.at(-1);
    for (let next = Math.max(from, end); next < to; next++) {
      const change = changes[next];
      if (change !== undefined) hunk?.push(change);
    }
    end = Math.max(end, to);
  }
  return hunks;
}

function hunkLines(hunk: readonly Change[], { shownOld, shownNew }: Sides): string[] {
  const [first] = hunk;
  if (first === undefined) return [];
  const oldCount = hunk.filter(({ sign }) => sign !== "+").length;
  const newCount = hunk.filter(({ sign }) => sign !== "-").length;
  return [
    `@@ -${range(first.oldLine, oldCount)} +${range(first.newLine, newCount)} @@`,
    ...hunk.flatMap(({ sign, oldLine, newLine, ended }) => {
      const line = `${sign}${sign === "+" ? shownNew(newLine) : shownOld(oldLine)}`;
      return ended ? [line] : [line, NO_LINE_FEED];
    }),
  ];
}

/** Counted from 1. A range without lines names the line before it. */
function range(start: number, count: number): string {
  return count === 1 ? String(start + 1) : `${count === 0 ? start : start + 1},${count}`;
}
