/**
 * Where the keys in a line of `client.keys` are: what no face may show. Linear in the length of the line, without
 * recursion.
 */

import { hexRuns, importStrings } from "../secrets/forms.ts";

/** Half-open range of UTF-16 columns. */
export type Columns = readonly [start: number, end: number];

const ADDRESS = /^!?(?:any|[0-9A-Fa-f]*[.:][0-9A-Fa-f.:]*(?:\/[0-9.]+)?)$/i;
const LONGEST_ADDRESS = 96;

/** What to hide in a line: its key, and text that looks like one, in order and without overlaps. */
export function keyColumns(line: string): readonly Columns[] {
  const found = [...hexRuns(line), ...importStrings(line), ...knownKeys(line)];
  return withoutOverlaps(found.sort((a, b) => a[0] - b[0]));
}

function withoutOverlaps(sorted: readonly Columns[]): readonly Columns[] {
  const merged: Columns[] = [];
  for (const [start, end] of sorted) {
    const last = merged.at(-1);
    if (last === undefined || start >= last[1]) merged.push([start, end]);
    else merged[merged.length - 1] = [last[0], Math.max(last[1], end)];
  }
  return merged;
}

function knownKeys(line: string): readonly Columns[] {
  const isComment = line.startsWith("#") || line.startsWith(" ");
  // A record in a comment has an address. Prose that begins with a number has none there.
  const start = isComment ? next(/[^# ]/g, line, 0) : 0;
  const [id, , ip, key] = Array.from(wordsOf(line, /\s/g, /\S/g, start, 4));
  const isRecord = !isComment || (/^\d/.test(line.slice(id?.[0])) && ip !== undefined && isAddress(line, ip));
  if (key !== undefined && isRecord) return [[key[0], line.trimEnd().length]];
  return isComment || !/^\d/.test(line) ? [] : lateWords(line);
}

/** If there are not four fields: every word from the third on that is not an address. */
function lateWords(line: string): readonly Columns[] {
  const words = [...wordsOf(line, /[\s,;|]/g, /[^\s,;|]/g, 0, Number.POSITIVE_INFINITY)];
  return words.slice(2).filter((word) => !isAddress(line, word));
}

function isAddress(line: string, [start, end]: Columns): boolean {
  return end - start <= LONGEST_ADDRESS && ADDRESS.test(line.slice(start, end));
}

/** The first words from a column on, which must not be a gap, between gaps of any length. */
function* wordsOf(line: string, gap: RegExp, word: RegExp, from: number, most: number): Generator<Columns> {
  let start = from;
  for (let count = 0; count < most && start < line.length; count++) {
    const end = next(gap, line, start);
    if (end > start) yield [start, end];
    start = next(word, line, end);
  }
}

/** The next column of a character that the pattern matches, or the length of the line if there is none. */
function next(pattern: RegExp, line: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(line)?.index ?? line.length;
}
