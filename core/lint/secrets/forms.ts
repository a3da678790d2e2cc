/** Keys by their form alone: long hexadecimal numbers, and base64 of a record. */

import type { Range } from "./range.ts";

/** Half of a generated key. In UTF-16 a NUL follows each digit. The count is fixed, so there is no backtracking. */
const HALF_KEY = /[0-9A-Fa-f]{32}|(?:[0-9A-Fa-f]\0){32}/g;

/** At least 32 hexadecimal digits. */
export function* hexRuns(text: string): Generator<Range> {
  const half = new RegExp(HALF_KEY);
  for (let hit = half.exec(text); hit !== null; hit = half.exec(text)) {
    let end = digitsEnd(text, half.lastIndex);
    // UTF-16: as long as NULs alternate with digits.
    for (let next = end; text.charCodeAt(end) === 0; end = next) {
      next = digitsEnd(text, end + 1);
      if (next === end + 1) break;
    }
    yield [hit.index, end];
    half.lastIndex = end;
  }
}

/**
 * The end of the hexadecimal digits from `at` on. Searching for the first other character needs no memory, however many
 * digits there are.
 */
function digitsEnd(text: string, at: number): number {
  const other = /[^0-9A-Fa-f]/g;
  other.lastIndex = at;
  return other.exec(text)?.index ?? text.length;
}

/** The beginning of base64 for a digit before another digit or a blank. */
const ENCODED_DIGIT = /[MNO][DTjzCSiy][A-Za-z0-9+/]{2}/g;

/** Characters of an import string that are decoded: first for the id, then for name and address. */
const ENCODED_ID = 16;
const ENCODED_HEAD = 420;

const ID = /^\d{1,10} [^ ]/;
const HEAD = /^\d{1,10} [^ ]{1,256} !?(?:any|[0-9A-Fa-f]*[.:][0-9A-Fa-f.:]*(?:\/[0-9.]*)?) ./s;

/** Import strings, as printed by `manage_agents -e` and the API, also over several lines, and with `\/` as in JSON. */
export function* importStrings(text: string): Generator<Range> {
  const digit = new RegExp(ENCODED_DIGIT);
  for (let hit = digit.exec(text); hit !== null; hit = digit.exec(text)) {
    digit.lastIndex = hit.index + 1;
    if (!ID.test(decoded(text, hit.index, ENCODED_ID)) || !HEAD.test(decoded(text, hit.index, ENCODED_HEAD)))
      continue;
    const end = encodedEnd(text, hit.index);
    yield [hit.index, end];
    digit.lastIndex = end;
  }
}

function decoded(text: string, start: number, length: number): string {
  const slice = text
    .slice(start, start + length)
    .replace(/\\n|[\r\n]/g, "")
    .replaceAll("\\/", "/");
  const digits = /^[A-Za-z0-9+/]*/.exec(slice)?.[0] ?? "";
  // A single remaining digit holds less than a byte. The model's own reader is not loaded, because a mask is needed at
  // the start.
  return atob(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
}

/** A line of base64 that continues on the next line is at least this long. */
const SHORTEST_LINE = 60;
const LINE_BREAK = /(?:\\n|\r?\n)(?=[A-Za-z0-9+/])/y;

function encodedEnd(text: string, start: number): number {
  const run = /(?:[A-Za-z0-9+/]|\\\/){1,4096}/y;
  let end = start;
  for (let line = start; ; ) {
    run.lastIndex = end;
    while (run.test(text)) end = run.lastIndex;
    LINE_BREAK.lastIndex = end;
    if (end - line < SHORTEST_LINE || !LINE_BREAK.test(text)) break;
    line = end = LINE_BREAK.lastIndex;
  }
  while (text.charAt(end) === "=") end++;
  return end;
}
