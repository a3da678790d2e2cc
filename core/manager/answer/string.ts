/** JSON strings as the manager's parser decodes them. */

import { type ByteString, bytesFromArray, cString } from "../bytes.ts";

export interface StringReading {
  /** The decoded bytes up to the first NUL, or undefined if the string is rejected. */
  readonly value: ByteString | undefined;
  /** The string contained a NUL, so the manager does not see the rest. */
  readonly cutByNul: boolean;
  /** The offset after the closing quote; after a rejection, where the parser gave up. */
  readonly end: number;
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "\\": "\\",
  "/": "/",
};

/** The string whose opening quote is expected at `start`. Raw control characters and invalid UTF-8 are accepted. */
export function readString(text: ByteString, start: number): StringReading {
  const body = start + 1;
  const close = text.charAt(start) === '"' ? closingQuote(text, body) : -1;
  if (close < 0) return { value: undefined, cutByNul: false, end: body };
  let value = "";
  for (let at = body; at < close; ) {
    const backslash = text.indexOf("\\", at);
    if (backslash < 0 || backslash >= close) {
      value += text.slice(at, close);
      break;
    }
    value += text.slice(at, backslash);
    const decoded = decodeEscape(text, backslash, close);
    if (decoded === undefined) return { value: undefined, cutByNul: false, end: backslash };
    value += decoded.bytes;
    at = backslash + decoded.length;
  }
  const seen = cString(value);
  return { value: seen, cutByNul: seen.length < value.length, end: close + 1 };
}

/** The offset of the first unescaped quote from `from` on, or -1. */
function closingQuote(text: ByteString, from: number): number {
  const stop = /["\\]/g;
  stop.lastIndex = from;
  for (let hit = stop.exec(text); hit !== null; hit = stop.exec(text)) {
    if (hit[0] === '"') return hit.index;
    stop.lastIndex = hit.index + 2;
  }
  return -1;
}

interface Decoded {
  readonly bytes: ByteString;
  /** Bytes of the escape sequence, including the backslash. */
  readonly length: number;
}

function decodeEscape(text: ByteString, at: number, close: number): Decoded | undefined {
  const letter = text.charAt(at + 1);
  if (letter === "u") return decodeUnicode(text, at, close);
  const simple = SIMPLE_ESCAPES[letter];
  return simple === undefined ? undefined : { bytes: simple, length: 2 };
}

function decodeUnicode(text: ByteString, at: number, close: number): Decoded | undefined {
  if (close - at < 6) return undefined;
  const first = hex4(text, at + 2);
  if (isLow(first)) return undefined;
  if (first < 0xd800 || first > 0xdbff) return { bytes: utf8(first), length: 6 };
  const second = close - at >= 12 && text.startsWith("\\u", at + 6) ? hex4(text, at + 8) : 0;
  if (!isLow(second)) return undefined;
  return { bytes: utf8(0x10000 + ((first & 0x3ff) << 10) + (second & 0x3ff)), length: 12 };
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Four hexadecimal digits. The parser reads anything else as 0, which makes a NUL. */
function hex4(text: ByteString, at: number): number {
  const digits = text.slice(at, at + 4);
  return /^[0-9A-Fa-f]{4}$/.test(digits) ? Number.parseInt(digits, 16) : 0;
}

function utf8(codePoint: number): ByteString {
  return codePoint < 0x80
    ? String.fromCharCode(codePoint)
    : bytesFromArray(new TextEncoder().encode(String.fromCodePoint(codePoint)));
}
