/** JSON with the place of every value, for messages that refer to a file. */

import { findNodeAtLocation, type Node, type ParseError, parseTree } from "jsonc-parser";
import { Lines } from "../lint/lines.ts";
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
  readonly #root: Node;
  readonly #lines: Lines;

  constructor(text: string, value: unknown, root: Node) {
    this.value = value;
    this.#root = root;
    this.#lines = Lines.ofEditor(text);
  }

  /** The value at the path, or the innermost existing one around it. */
  placeOf(path: Path): Place {
    for (let length = path.length; length > 0; length--) {
      const node = findNodeAtLocation(this.#root, path.slice(0, length));
      if (node !== undefined) return this.#placeOf(node);
    }
    return this.#placeOf(this.#root);
  }

  /** The name of the last step of the path, including its quotes. */
  placeOfName(path: Path): Place {
    const member = findNodeAtLocation(this.#root, [...path])?.parent;
    const name = member?.type === "property" ? member.children?.[0] : undefined;
    return name === undefined ? this.placeOf(path) : this.#placeOf(name);
  }

  /** Names that an object has twice: readers do not agree on which one counts. */
  *repeatedNames(): Generator<{ readonly name: string; readonly place: Place }> {
    const waiting = [this.#root];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      const seen = new Set<string>();
      for (const child of node.children ?? []) {
        waiting.push(child);
        const name = child.type === "property" ? child.children?.[0] : undefined;
        if (name === undefined) continue;
        if (seen.has(name.value)) yield { name: name.value, place: this.#placeOf(name) };
        seen.add(name.value);
      }
    }
  }

  #placeOf({ offset, length }: Node): Place {
    return placeIn(this.#lines, offset, offset + length);
  }
}

/** Reads JSON strictly, as JavaScript does. */
export function readJsonText(text: string): JsonTextReading {
  const errors: ParseError[] = [];
  try {
    const root = parseTree(text, errors, { disallowComments: true });
    const value: unknown = JSON.parse(text);
    if (root !== undefined) return { kind: "json", json: new JsonText(text, value, root) };
  } catch (error) {
    if (error instanceof RangeError) return unreadable(text, 0, say`It is nested too deep.`);
    // Inside a string only JavaScript's own reader says where.
    const position = /position (\d+)/.exec(String(error))?.[1];
    if (position !== undefined) return notJson(text, Number(position));
  }
  return notJson(text, errors[0]?.offset ?? 0);
}

function notJson(text: string, at: number): JsonTextReading {
  if (text.trim() === "") return unreadable(text, 0, say`The file is empty.`);
  return unreadable(
    text,
    at,
    say`From here on this is not JSON: look for a missing or extra quote or comma.`,
  );
}

function unreadable(text: string, at: number, message: string): JsonTextReading {
  const start = Math.min(at, text.length);
  const place = placeIn(Lines.ofEditor(text), start, Math.min(start + 1, text.length));
  return { kind: "unreadable", problem: { message, place } };
}

function placeIn(lines: Lines, start: number, end: number): Place {
  return { start: positionIn(lines, start), end: positionIn(lines, end) };
}

function positionIn(lines: Lines, offset: number): Position {
  const { line, column } = lines.at(offset);
  return { line, character: column };
}
