/** What the vendor's tool (`wazuh-migrate-identity.py`, version 2.0.0) exports from a `client.keys` of 4.x. */

import { arrayFromBytes, type ByteString, bytesFromText } from "../bytes.ts";
import { present } from "../present.ts";
import { linesOf } from "./keystore.ts";

/** An agent as the tool exports it: as text, with a numeric id. */
export interface ExportedAgent {
  /** Its line in the file, from 1. */
  readonly line: number;
  readonly number: number;
  /** The id that it is registered with. */
  readonly id: string;
  readonly name: string;
  readonly ip: string;
  readonly key: ByteString;
}

export type ExportLine =
  | { readonly kind: "dropped"; readonly why: "few-fields" | "id" | "removed" }
  | { readonly kind: "carried"; readonly agent: ExportedAgent };

export interface ExportReading {
  /**
   * The tool ends with exit code 2 and writes nothing: for invalid UTF-8, or an id that it does not accept as a number.
   */
  readonly stop: { readonly why: "not-utf8" | "digit"; readonly line: number } | undefined;
  readonly lines: readonly ExportLine[];
  /** The line from which each number is exported: the last one. */
  readonly holders: ReadonlyMap<number, number>;
}

/** Python's `str.split` without an argument. */
const BLANKS = /[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Characters that Python's `isdigit` accepts but its `int` rejects: superscripts, subscripts, circled digits. */
const NO_NUMBER =
  /[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490]/;
const DIGITS =
  /^[\p{Nd}\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490]+$/u;

export function readExport(file: ByteString): ExportReading {
  const lines: ExportLine[] = [];
  const holders = new Map<number, number>();
  let stop: ExportReading["stop"];
  for (const [at, bytes] of linesOf(file).entries()) {
    const text = strictText(bytes);
    if (text === undefined) stop ??= { why: "not-utf8", line: at + 1 };
    const read = readExportLine(text ?? "", at + 1);
    if (read === undefined) stop ??= { why: "digit", line: at + 1 };
    const line = read ?? { kind: "dropped", why: "id" };
    lines.push(line);
    if (line.kind === "carried") holders.set(line.agent.number, at + 1);
  }
  return { stop, lines, holders };
}

/** Undefined if the tool ends at this line. */
function readExportLine(text: string, line: number): ExportLine | undefined {
  const fields = text.split(BLANKS).filter((field) => field !== "");
  const [id = "", name = "", ip = "", key] = fields;
  if (key === undefined) return { kind: "dropped", why: "few-fields" };
  if (!DIGITS.test(id)) return { kind: "dropped", why: "id" };
  if (name.startsWith("!") || name.startsWith("#")) return { kind: "dropped", why: "removed" };
  if (NO_NUMBER.test(id)) return undefined;
  const digits = Array.from(id, asciiDigit).join("");
  const number = Number(digits);
  const shortest = digits.replace(/^0+(?=.)/, "");
  return {
    kind: "carried",
    agent: { line, number, id: shortest.padStart(3, "0"), name, ip, key: bytesFromText(key) },
  };
}

/** The value of a decimal digit of any script. Unicode has them in rows of ten, which start with 0 and may adjoin. */
function asciiDigit(digit: string): string {
  const code = present(digit.codePointAt(0));
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
  return String((code - first) % 10);
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function strictText(bytes: ByteString): string | undefined {
  if (/^[\0-\x7f]*$/.test(bytes)) return bytes;
  try {
    return utf8.decode(arrayFromBytes(bytes));
  } catch {
    return undefined;
  }
}
