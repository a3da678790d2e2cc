/** Agent ids: the manager's check, how it reads a number from an id, and how it generates the next one. */

import type { ByteString } from "./bytes.ts";
import type { Release } from "./releases.ts";

/**
 * OS_IsValidID: at most 8 digits. The empty id passes. Checked only at manual enrolment, never by the reader of the key
 * file.
 */
export function isValidId(id: ByteString): boolean {
  return /^[0-9]{0,8}$/.test(id);
}

const LONG_MAX = 2n ** 63n - 1n;
/** Digits of the largest long. A number with more digits is clamped to the range. */
const LONG_DIGITS = 19;

/**
 * The number that the id counter reads from an id: strtol in base 10, stored in a 32-bit int. White space and a sign
 * may precede it. With anything after the digits, the id does not count (undefined). An empty id reads as 0.
 */
export function counterValue(id: ByteString): number | undefined {
  if (id === "") return 0;
  if (/^[0-9]{1,9}$/.test(id)) return Number(id);
  const [, sign, written] = /^[\t-\r ]*([+-]?)([0-9]+)$/.exec(id) ?? [];
  if (written === undefined) return undefined;
  const digits = written.replace(/^0+(?=.)/, "");
  const magnitude = digits.length > LONG_DIGITS ? LONG_MAX + 1n : BigInt(digits);
  const clamped = sign === "-" ? -min(magnitude, LONG_MAX + 1n) : min(magnitude, LONG_MAX);
  return Number(BigInt.asIntN(32, clamped));
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** The number after `counter`, an int: 2147483647 wraps around. */
export function nextCounter(counter: number): number {
  return (counter + 1) | 0;
}

/**
 * The id that the manager generates after `counter`: the next number, at least 3 digits, cut to the size of its buffer.
 */
export function generatedId(counter: number, release: Release): ByteString {
  const next = nextCounter(counter);
  const digits = next < 0 ? `-${String(-next).padStart(2, "0")}` : String(next).padStart(3, "0");
  return digits.slice(0, release.generatedIdBytes);
}
