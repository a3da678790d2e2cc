/** The addresses of nearly all records, recognised without a regular expression. */

const DOT = 0x2e;
const SLASH = 0x2f;
const ZERO = 0x30;

/**
 * `any`, and plain IPv4 with or without a prefix, which every release reads in the same way. Undefined for all other
 * text.
 */
export function quickIpKind(
  codes: Uint8Array,
  start: number,
  end: number,
): "any" | "host" | "range" | undefined {
  if (isAny(codes, start, end)) return "any";
  let at = start;
  for (let octet = 0; octet < 4; octet++) {
    const octetEnd = endOfOctet(codes, at, end);
    // The releases read 0.0.0.0 differently, so anything that starts with 0 is read by the full grammar.
    if (octetEnd < 0 || (octet === 0 && codes[at] === ZERO)) return undefined;
    at = octetEnd;
    if (octet < 3 && (at >= end || codes[at++] !== DOT)) return undefined;
  }
  if (at === end) return "host";
  return codes[at] === SLASH && isPrefix(codes, at + 1, end) ? "range" : undefined;
}

function isAny(codes: Uint8Array, start: number, end: number): boolean {
  return end - start === 3 && codes[start] === 0x61 && codes[start + 1] === 0x6e && codes[start + 2] === 0x79;
}

/** The end of an octet of 0 to 255 without leading zeros, or −1. */
function endOfOctet(codes: Uint8Array, start: number, end: number): number {
  let value = 0;
  let at = start;
  for (; at < end; at++) {
    const digit = (codes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  const digits = at - start;
  const padded = digits > 1 && codes[start] === ZERO;
  return digits === 0 || digits > 3 || value > 255 || padded ? -1 : at;
}

function isPrefix(codes: Uint8Array, start: number, end: number): boolean {
  const tens = end - start === 2 ? (codes[start] ?? 0) - ZERO : 0;
  const ones = (codes[end - 1] ?? 0) - ZERO;
  if (end - start < 1 || end - start > 2 || ones < 0 || ones > 9) return false;
  if (end - start === 1) return true;
  return tens >= 1 && tens <= 3 && tens * 10 + ones <= 32;
}

/** The address of plain IPv4 as one 32-bit number, 0 to 4294967295, and its prefix length, 0 to 32. */
export interface QuickRange {
  readonly word: number;
  readonly length: number;
}

/** The range that `quickIpKind` has found between `start` and `end`. */
export function quickRange(codes: Uint8Array, start: number, end: number): QuickRange {
  let word = 0;
  let part = 0;
  for (let at = start; at < end; at++) {
    const code = codes[at] ?? 0;
    if (code !== DOT && code !== SLASH) {
      part = part * 10 + code - ZERO;
      continue;
    }
    word = word * 256 + part;
    part = 0;
  }
  return { word, length: part };
}
