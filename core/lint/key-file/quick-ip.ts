/** The addresses that nearly every record has, told apart without a regular expression. */

const DOT = 0x2e;
const SLASH = 0x2f;
const ZERO = 0x30;

/** `any`, and plain IPv4 with or without a prefix, which every release reads alike; undefined for all else. */
export function quickIpKind(text: string, start: number, end: number): "any" | "host" | "range" | undefined {
  if (end - start === 3 && text.startsWith("any", start)) return "any";
  let at = start;
  for (let octet = 0; octet < 4; octet++) {
    const octetEnd = endOfOctet(text, at, end);
    // 0.0.0.0 is read differently over the releases, so anything that starts with 0 goes the long way.
    if (octetEnd < 0 || (octet === 0 && text.charCodeAt(at) === ZERO)) return undefined;
    at = octetEnd;
    if (octet < 3 && (at >= end || text.charCodeAt(at++) !== DOT)) return undefined;
  }
  if (at === end) return "host";
  return text.charCodeAt(at) === SLASH && isPrefix(text, at + 1, end) ? "range" : undefined;
}

/** Behind an octet of 0 to 255 without leading zeros, or −1. */
function endOfOctet(text: string, start: number, end: number): number {
  let value = 0;
  let at = start;
  for (; at < end; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  const digits = at - start;
  const padded = digits > 1 && text.charCodeAt(start) === ZERO;
  return digits === 0 || digits > 3 || value > 255 || padded ? -1 : at;
}

function isPrefix(text: string, start: number, end: number): boolean {
  const tens = end - start === 2 ? text.charCodeAt(start) - ZERO : 0;
  const ones = text.charCodeAt(end - 1) - ZERO;
  if (end - start < 1 || end - start > 2 || ones < 0 || ones > 9) return false;
  if (end - start === 1) return true;
  return tens >= 1 && tens <= 3 && tens * 10 + ones <= 32;
}
