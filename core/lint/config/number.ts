/** Numbers as the manager reads them from a text, and as their writer intends them. */

/** `any-base` is strtoul with base 0 (3.8), `decimal` is atol (3.9 and newer). */
export type NumberReader = "any-base" | "decimal";

export interface NumberReading {
  /** The stored value: 32 bits without sign. */
  readonly value: number;
  /** The text after the number, which is not read. */
  readonly rest: string;
}

const DECIMAL = /^[ \t-\r]*([+-]?)(\d+)/;
const ANY_BASE = /^[ \t-\r]*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/;

/**
 * The number at the start of a text; 0 if there is none. Too large ones saturate at 64 bits before they are cut to 32.
 */
export function readNumber(text: string, reader: NumberReader): NumberReading {
  const hit = (reader === "decimal" ? DECIMAL : ANY_BASE).exec(text);
  if (hit === null) return { value: 0, rest: text };
  const [whole, sign, digits = "0"] = hit;
  const size = BigInt(reader === "any-base" && /^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const most = reader === "decimal" ? 2n ** 63n - (sign === "-" ? 0n : 1n) : 2n ** 64n - 1n;
  const wide = size > most ? most : size;
  // strtoul returns its largest value for every number that is too large, with or without a sign.
  const signed = sign === "-" && !(reader === "any-base" && size > most) ? -wide : wide;
  return { value: Number(BigInt.asUintN(32, signed)), rest: text.slice(whole.length) };
}

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^ms|^milli/i, 0.001],
  [/^s/i, 1],
  [/^m/i, 60],
  [/^h/i, 3600],
  [/^d/i, 86400],
  [/^w/i, 604800],
];

/** The number that a person intends with a text, or undefined. `unit` says what a letter after it means. */
export function intendedNumber(text: string, unit: "seconds" | "count"): number | undefined {
  const hex = /^\s*0x([0-9a-f]+)\s*$/i.exec(text);
  if (hex !== null) return Number.parseInt(hex[1] ?? "", 16);
  const hit = /^\s*\+?(\d{1,3}(?:[,. ]\d{3})+|\d+)\s*([a-z]*)\.?\s*$/i.exec(text);
  if (hit === null) return undefined;
  const number = Number((hit[1] ?? "").replace(/[,. ]/g, ""));
  const word = hit[2] ?? "";
  if (word === "") return number;
  if (unit === "count") return /^k$/i.test(word) ? number * 1000 : number;
  const factor = UNITS.find(([pattern]) => pattern.test(word))?.[1];
  return factor === undefined ? undefined : Math.max(1, Math.ceil(number * factor));
}
