/** Agent ids: the manager's check, how it reads a number in one, and how it makes the next one. */

import type { ByteString } from "./bytes.ts";
import type { Release } from "./releases.ts";

/** OS_IsValidID: at most 8 digits. The empty id passes. Enforced at enrolment by hand only, never by the key file's reader. */
export function isValidId(id: ByteString): boolean {
  return /^[0-9]{0,8}$/.test(id);
}

const LONG_MAX = 2n ** 63n - 1n;
/** Digits of the largest long; a number with more is held at the end of the range. */
const LONG_DIGITS = 19;

/**
 * The number that the id counter takes from an id: strtol in base 10, stored in a 32-bit int. White space and a sign
 * may lead; anything after the digits makes the id count for nothing (undefined). An empty id reads as 0.
 */
export function counterValue(id: ByteString): number | undefined {
  if (id === "") return 0;
  if (/^[0-9]{1,9}$/.test(id)) return Number(id);
  const match = /^[\t-\r ]*([+-]?)([0-9]+)$/.exec(id);
  if (match === null) return undefined;
  const digits = (match[2] ?? "").replace(/^0+(?=.)/, "");
  if (digits.length <= 9) return match[1] === "-" ? 0 - Number(digits) : Number(digits);
  const magnitude = digits.length > LONG_DIGITS ? LONG_MAX + 1n : BigInt(digits);
  const clamped = match[1] === "-" ? -min(magnitude, LONG_MAX + 1n) : min(magnitude, LONG_MAX);
  return Number(BigInt.asIntN(32, clamped));
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** The number after `counter`, an int: 2147483647 wraps around. */
export function nextCounter(counter: number): number {
  return (counter + 1) | 0;
}

/** The id that the manager generates after `counter`: the next number, at least 3 digits, cut to what fits its buffer. */
export function generatedId(counter: number, release: Release): ByteString {
  const next = nextCounter(counter);
  const digits = next < 0 ? `-${String(-next).padStart(2, "0")}` : String(next).padStart(3, "0");
  return digits.slice(0, release.generatedIdBytes);
}
