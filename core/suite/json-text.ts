/** JSON with the place of every value, for messages that refer to a file. */

import { Lines } from "../lint/lines.ts";
import { type JsonValue, readJson } from "../manager/index.ts";
import { say } from "../words/index.ts";

/** A position as editors count: lines and UTF-16 units from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** From `start` up to, but not including, `end`. */
export interface Place {
  readonly start: Position;
  readonly end: Position;
}

/** A problem in a file. */
export interface Problem {
  /** What is wrong and what to write instead, in one or two sentences. */
  readonly message: string;
  readonly place: Place;
}

export type JsonTextReading =
  | { readonly kind: "json"; readonly json: JsonText }
  | { readonly kind: "unreadable"; readonly problem: Problem };

/** A path into JSON: names of members, and indexes of items. */
export type Path = readonly (string | number)[];

/** The values as in JavaScript, and the place of each. */
export class JsonText {
  readonly value: unknown;
  readonly #text: string;
  readonly #root: JsonValue;
  readonly #lines: Lines;

  constructor(text: string, value: unknown, root: JsonValue) {
    this.#text = text;
    this.value = value;
    this.#root = root;
    this.#lines = Lines.ofEditor(text);
  }

  /** The value at the path, or the innermost existing one around it. */
  placeOf(path: Path): Place {
    let value = this.#root;
    for (const step of path) {
      const next = typeof step === "number" ? itemOf(value, step) : this.#memberOf(value, step)?.value;
      if (next === undefined) break;
      value = next;
    }
    return placeIn(this.#lines, value.span.start, value.span.end);
  }

  /** The name of the last step of the path, including its quotes. */
  placeOfName(path: Path): Place {
    const last = path.at(-1);
    let value: JsonValue | undefined = this.#root;
    for (const step of path.slice(0, -1)) {
      value = typeof step === "number" ? itemOf(value, step) : this.#memberOf(value, step)?.value;
    }
    const span = typeof last === "string" ? this.#memberOf(value, last)?.nameSpan : undefined;
    return span === undefined ? this.placeOf(path) : placeIn(this.#lines, span.start, span.end);
  }

  /** Names that an object has twice: readers do not agree on which one counts. */
  *repeatedNames(): Generator<{ readonly name: string; readonly place: Place }> {
    const waiting = [this.#root];
    for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
      if (value.type === "array") for (const item of value.items) waiting.push(item);
      if (value.type !== "object") continue;
      const seen = new Set<string>();
      for (const { nameSpan, value: inner } of value.members) {
        const name = this.#nameAt(nameSpan);
        if (seen.has(name)) yield { name, place: placeIn(this.#lines, nameSpan.start, nameSpan.end) };
        seen.add(name);
        waiting.push(inner);
      }
    }
  }

  /** The last of several members with one name counts, as in JavaScript. */
  #memberOf(value: JsonValue | undefined, name: string) {
    return value?.type === "object"
      ? value.members.findLast(({ nameSpan }) => this.#nameAt(nameSpan) === name)
      : undefined;
  }

  #nameAt({ start, end }: { readonly start: number; readonly end: number }): string {
    return String(JSON.parse(this.#text.slice(start, end)));
  }
}

/**
 * Reads JSON strictly, as JavaScript does. The spans come from the manager's reader, which accepts all that JavaScript
 * accepts and counts in units of its input string.
 */
export function readJsonText(text: string): JsonTextReading {
  const reading = readJson(text, { bomSkipped: false });
  try {
    const value: unknown = JSON.parse(text);
    if (reading.value !== undefined) return { kind: "json", json: new JsonText(text, value, reading.value) };
    return unreadable(text, reading.end, say`It is nested too deep.`);
  } catch (error) {
    if (text.trim() === "") return unreadable(text, 0, say`The file is empty.`);
    const said = error instanceof Error ? error.message : String(error);
    return unreadable(
      text,
      errorOf(text, reading, said),
      say`From here on it is not JSON: look for a quote or comma that is missing, or one too many.`,
    );
  }
}

/** The place of the error: from the strict reader, else where the lenient one gave up, else after the value. */
function errorOf(text: string, reading: ReturnType<typeof readJson>, said: string): number {
  const position = /position (\d+)/.exec(said)?.[1];
  if (position !== undefined) return Number(position);
  const rest = text.slice(reading.end).search(/[^\t\n\r ]/);
  return rest < 0 ? reading.end : reading.end + rest;
}

function unreadable(text: string, at: number, message: string): JsonTextReading {
  const start = Math.min(at, text.length);
  const place = placeIn(Lines.ofEditor(text), start, Math.min(start + 1, text.length));
  return { kind: "unreadable", problem: { message, place } };
}

function itemOf(value: JsonValue | undefined, at: number): JsonValue | undefined {
  return value?.type === "array" ? value.items[at] : undefined;
}

function placeIn(lines: Lines, start: number, end: number): Place {
  return { start: positionIn(lines, start), end: positionIn(lines, end) };
}

function positionIn(lines: Lines, offset: number): Position {
  const { line, column } = lines.at(offset);
  return { line, character: column };
}
