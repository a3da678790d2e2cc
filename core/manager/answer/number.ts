/** JSON numbers as the manager's parser reads them: strtod over at most 63 characters. */

import type { ByteString } from "../bytes.ts";

/** Maximum number of characters that the parser passes to strtod. */
const LONGEST = 63;

const DECIMAL = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/;

/** The number at `start`, and where it ends. Undefined if strtod finds none. */
export function readNumber(text: ByteString, start: number): { value: number; end: number } | undefined {
  const decimal = DECIMAL.exec(text.slice(start, start + LONGEST))?.[0];
  return decimal === undefined ? undefined : { value: Number(decimal), end: start + decimal.length };
}

const INT_MAX = 2147483647;

/** The number as a C int: truncated toward zero and clamped to the range. */
export function intValue(value: number): number {
  return Math.trunc(Math.min(INT_MAX, Math.max(-INT_MAX - 1, value))) + 0;
}
