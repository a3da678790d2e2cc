/** Reads JSON as the manager's parser (cJSON) does: what it accepts, where it stops, and which value it reads. */

import type { ByteString } from "../bytes.ts";
import { readNumber } from "./number.ts";
import { readString } from "./string.ts";

/** A range of bytes in the script's output: from `start` up to, but not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A value with its place. A string holds what C functions see: nothing after a NUL. */
export type JsonValue =
  | { readonly type: "null" | "true" | "false"; readonly span: Span }
  | { readonly type: "number"; readonly span: Span; readonly value: number }
  | { readonly type: "string"; readonly span: Span; readonly value: ByteString; readonly cutByNul: boolean }
  | { readonly type: "array"; readonly span: Span; readonly items: readonly JsonValue[] }
  | { readonly type: "object"; readonly span: Span; readonly members: readonly JsonMember[] };

export interface JsonMember {
  readonly name: ByteString;
  readonly nameSpan: Span;
  readonly value: JsonValue;
}

export interface JsonReading {
  /** The first complete value, or undefined if the text is rejected. */
  readonly value: JsonValue | undefined;
  /** Where the parser stopped: after the value, or at the byte that it rejects. */
  readonly end: number;
}

/** Maximum depth of nested arrays and objects that the parser reads. */
const NESTING_LIMIT = 1000;

const BYTE_ORDER_MARK = "\xef\xbb\xbf";

/**
 * The first JSON value of `text`; everything after it is ignored. `text` is a C string: the caller cuts it at the first
 * NUL. Linear in the size of the text. Source: behaviour of cJSON 1.5.9, 1.7.12 and 1.7.18, which differ only in the
 * byte-order mark.
 */
export function readJson(text: ByteString, options: { readonly bomSkipped: boolean }): JsonReading {
  const skipMark = options.bomSkipped && text.startsWith(BYTE_ORDER_MARK) && text.length > 3;
  const parser = new Parser(text, skipMark ? 3 : 0);
  parser.skipBlanks();
  const value = parser.value(0);
  return { value, end: value === undefined ? Math.min(parser.at, text.length) : parser.at };
}

/** One pass over the text. `at` is the position of the parser; after a rejection, where it gave up. */
class Parser {
  at: number;
  readonly #text: ByteString;

  constructor(text: ByteString, at: number) {
    this.#text = text;
    this.at = at;
  }

  /** The parser treats every byte up to 0x20 as white space. It never goes past the last byte of the text. */
  skipBlanks(): void {
    while (this.at < this.#text.length && this.#text.charCodeAt(this.at) <= 0x20) this.at++;
  }

  value(depth: number): JsonValue | undefined {
    for (const type of ["null", "false", "true"] as const) {
      if (this.#text.startsWith(type, this.at)) {
        this.at += type.length;
        return { type, span: { start: this.at - type.length, end: this.at } };
      }
    }
    const first = this.#text.charAt(this.at);
    if (first === '"') return this.#string();
    if (first === "-" || (first >= "0" && first <= "9")) return this.#number();
    if (first === "[") return this.#array(depth);
    if (first === "{") return this.#object(depth);
    return undefined;
  }

  #string(): (JsonValue & { type: "string" }) | undefined {
    const start = this.at;
    const read = readString(this.#text, start);
    this.at = read.end;
    if (read.value === undefined) return undefined;
    return { type: "string", span: { start, end: read.end }, value: read.value, cutByNul: read.cutByNul };
  }

  #number(): JsonValue | undefined {
    const start = this.at;
    const read = readNumber(this.#text, start);
    if (read === undefined) return undefined;
    this.at = read.end;
    return { type: "number", span: { start, end: read.end }, value: read.value };
  }

  #array(depth: number): JsonValue | undefined {
    if (depth >= NESTING_LIMIT) return undefined;
    const start = this.at;
    const items: JsonValue[] = [];
    const complete = this.#list("]", () => {
      const item = this.value(depth + 1);
      if (item !== undefined) items.push(item);
      return item !== undefined;
    });
    return complete ? { type: "array", span: { start, end: this.at }, items } : undefined;
  }

  #object(depth: number): JsonValue | undefined {
    if (depth >= NESTING_LIMIT) return undefined;
    const start = this.at;
    const members: JsonMember[] = [];
    const complete = this.#list("}", () => {
      const member = this.#member(depth);
      if (member !== undefined) members.push(member);
      return member !== undefined;
    });
    return complete ? { type: "object", span: { start, end: this.at }, members } : undefined;
  }

  #member(depth: number): JsonMember | undefined {
    const name = this.#string();
    if (name === undefined) return undefined;
    this.skipBlanks();
    if (this.#text.charAt(this.at) !== ":") return undefined;
    this.at++;
    this.skipBlanks();
    const value = this.value(depth + 1);
    return value === undefined ? undefined : { name: name.value, nameSpan: name.span, value };
  }

  /** Elements between the bracket at `at` and `close`, separated by commas. A comma before `close` is rejected. */
  #list(close: string, element: () => boolean): boolean {
    this.at++;
    this.skipBlanks();
    if (this.#text.charAt(this.at) !== close) {
      for (;;) {
        if (!element()) return false;
        this.skipBlanks();
        if (this.#text.charAt(this.at) !== ",") break;
        this.at++;
        this.skipBlanks();
      }
      if (this.#text.charAt(this.at) !== close) return false;
    }
    this.at++;
    return true;
  }
}

/**
 * The member that the manager's look-up finds: the first whose name is equal, ignoring ASCII case. Only objects have
 * members.
 */
export function member(value: JsonValue | undefined, name: string): JsonMember | undefined {
  if (value?.type !== "object") return undefined;
  const wanted = name.toLowerCase();
  return value.members.find(
    (each) => each.name.length === wanted.length && each.name.toLowerCase() === wanted,
  );
}
