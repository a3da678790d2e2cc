/** Columns as the editor counts them: UTF-16 units, as the models do, or the bytes of UTF-8, or characters. */

import {
  type InitializeParams,
  Position,
  PositionEncodingKind,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver";
import { Lines } from "../core/lint/config/index.ts";
import type { OpenFile } from "./documents.ts";

/** What one character counts; the models' own units have no entry. */
const sizes: ReadonlyMap<PositionEncodingKind, (character: string) => number> = new Map([
  [PositionEncodingKind.UTF8, bytesOf],
  [PositionEncodingKind.UTF32, () => 1],
]);

const ASCII_ONLY = /^[\0-\x7f]*$/;

/** Turns the positions of whole messages over; every position in a message must be one of the document at hand. */
export class PositionEncoding {
  readonly kind: PositionEncodingKind;

  constructor(kind: PositionEncodingKind = PositionEncodingKind.UTF16) {
    this.kind = kind;
  }

  /** The first that the editor names, for it names the ones it likes best first; UTF-16 for an editor that names none. */
  static chosenBy({ capabilities }: InitializeParams): PositionEncoding {
    const named = capabilities.general?.positionEncodings ?? [];
    return new PositionEncoding(named.find((kind) => kind === PositionEncodingKind.UTF16 || sizes.has(kind)));
  }

  /** What the editor sent, with columns in UTF-16 units. */
  received<T>(message: T, file: OpenFile): T {
    return this.#turned(message, file, unitsOf);
  }

  /** What the editor gets, with columns as it counts them. */
  sent<T>(message: T, file: OpenFile): T {
    return this.#turned(message, file, columnOf);
  }

  /** As `received`, for changes that come one upon the other: each is turned when the ones before it have been made. */
  *changes(
    changes: readonly TextDocumentContentChangeEvent[],
    file: OpenFile,
  ): Generator<TextDocumentContentChangeEvent> {
    for (const change of changes) yield this.received(change, file);
  }

  #turned<T>(message: T, file: OpenFile, turn: typeof columnOf): T {
    const size = sizes.get(this.kind);
    if (size === undefined) return message;
    const lineText = lineReader(file);
    return withPositions(message, ({ line, character }) => {
      const text = lineText(line);
      return { line, character: ASCII_ONLY.test(text) ? character : turn(text, character, size) };
    });
  }
}

function lineReader(file: OpenFile): (line: number) => string {
  if (file.kind === "key-file") return (line) => file.model.lineText(line);
  const lines = new Lines(file.kind === "config" ? file.text : file.model.getText());
  return (line) => lines.line(line);
}

/** A copy of a message in which every position is turned. */
function withPositions<T>(message: T, turn: (position: Position) => Position): T {
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    if (typeof value !== "object" || value === null) return value;
    if (Position.is(value)) return turn(value);
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copy(each)]));
  };
  // A position takes the place of a position, and nothing else is changed.
  return copy(message) as T;
}

/** From UTF-16 units to the editor's column. */
function columnOf(text: string, units: number, size: (character: string) => number): number {
  return Array.from(text.slice(0, units)).reduce((sum, character) => sum + size(character), 0);
}

/** From the editor's column to UTF-16 units; one inside a character goes to its start, one behind the end to the end. */
function unitsOf(text: string, column: number, size: (character: string) => number): number {
  let units = 0;
  let reached = 0;
  for (const character of text) {
    reached += size(character);
    if (reached > column) break;
    units += character.length;
  }
  return units;
}

/** Bytes of a character in UTF-8. */
function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
