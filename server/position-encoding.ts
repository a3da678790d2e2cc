/** Columns as the editor counts them: UTF-16 units, as in the models, or UTF-8 bytes, or characters. */

import {
  type InitializeParams,
  Position,
  PositionEncodingKind,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver";
import type { KeyFileDocument } from "../core/lint/key-file/index.ts";
import { columnIn, Lines } from "../core/lint/lines.ts";
import type { OpenFile } from "./documents.ts";

/** The size of one character. The models' own units have no entry. */
const sizes: ReadonlyMap<PositionEncodingKind, (character: string) => number> = new Map([
  [PositionEncodingKind.UTF8, bytesOf],
  [PositionEncodingKind.UTF32, () => 1],
]);

const ASCII_ONLY = /^[\0-\x7f]*$/;

/** Converts the positions of whole messages. Every position in a message must be in the current document. */
export class PositionEncoding {
  readonly kind: PositionEncodingKind;

  constructor(kind: PositionEncodingKind = PositionEncodingKind.UTF16) {
    this.kind = kind;
  }

  /**
   * The first encoding that the editor names, because it names the preferred ones first. UTF-16 for an editor that
   * names none.
   */
  static chosenBy({ capabilities }: InitializeParams): PositionEncoding {
    const named = capabilities.general?.positionEncodings ?? [];
    return new PositionEncoding(named.find((kind) => kind === PositionEncodingKind.UTF16 || sizes.has(kind)));
  }

  /** The editor's message, with lines as in the document and columns in UTF-16 units. */
  received<T>(message: T, file: OpenFile): T {
    const size = sizes.get(this.kind);
    const { text, fromEditor } = editorView(file);
    return withPositions(message, ({ line, character }) =>
      fromEditor(line, size === undefined ? character : turned(unitsOf, text(line), character, size)),
    );
  }

  /** The message for the editor, with lines and columns as it counts them. */
  sent<T>(message: T, file: OpenFile): T {
    const size = sizes.get(this.kind);
    const { text, toEditor } = editorView(file);
    if (size === undefined && toEditor === undefined) return message;
    return withPositions(message, (position) => {
      const { line, character } = toEditor?.(position) ?? position;
      return {
        line,
        character: size === undefined ? character : turned(columnOf, text(line), character, size),
      };
    });
  }

  /** As `received`, for changes that build on each other: each is converted after the ones before it have been made. */
  *changes(
    changes: readonly TextDocumentContentChangeEvent[],
    file: OpenFile,
  ): Generator<TextDocumentContentChangeEvent> {
    for (const change of changes) yield this.received(change, file);
  }
}

/** A document as the editor sees it. */
interface EditorView {
  /** A line of the editor, including the carriage return before its line feed. */
  text(line: number): string;
  fromEditor(line: number, character: number): Position;
  /** Undefined if the document has the editor's own lines. */
  readonly toEditor: ((position: Position) => Position) | undefined;
}

function editorView(file: OpenFile): EditorView {
  if (file.kind === "key-file") return keyFileView(file.model);
  if (file.kind === "log") {
    return {
      text: (line) => file.text.lineText(line),
      fromEditor: (line, character) => ({ line, character }),
      toEditor: undefined,
    };
  }
  const text = (): Lines =>
    Lines.ofEditor(file.kind === "config" || file.kind === "other" ? file.text : file.model.getText());
  let lines: Lines | undefined;
  return {
    text: (line) => {
      lines ??= text();
      return lines.lineWithReturn(line);
    },
    fromEditor: (line, character) => ({ line, character }),
    toEditor: undefined,
  };
}

/** A list of agents has the lines of the manager, which end only at line feeds. */
function keyFileView(model: KeyFileDocument): EditorView {
  const lines = model.editorLines;
  if (lines === undefined) {
    return {
      text: (line) => model.lineText(line),
      fromEditor: (line, character) => ({ line, character: columnIn(model.lineText(line), character) }),
      toEditor: undefined,
    };
  }
  const position = ({ line, column }: { line: number; column: number }): Position => ({
    line,
    character: column,
  });
  return {
    text: (line) => lines.text(line),
    fromEditor: (line, character) => position(lines.fromEditor({ line, column: character })),
    toEditor: ({ line, character }) => position(lines.toEditor({ line, column: character })),
  };
}

function turned(
  turn: typeof columnOf,
  text: string,
  column: number,
  size: (character: string) => number,
): number {
  return ASCII_ONLY.test(text) ? column : turn(text, column, size);
}

/** A copy of a message in which every position is converted. */
function withPositions<T>(message: T, turn: (position: Position) => Position): T {
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    if (typeof value !== "object" || value === null) return value;
    if (Position.is(value)) return turn(value);
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copy(each)]));
  };
  // A position replaces a position, and nothing else changes.
  return copy(message) as T;
}

/** From UTF-16 units to the editor's column. */
function columnOf(text: string, units: number, size: (character: string) => number): number {
  return Array.from(text.slice(0, units)).reduce((sum, character) => sum + size(character), 0);
}

/**
 * From the editor's column to UTF-16 units. A column inside a character becomes its start; one after the end stays
 * after it.
 */
function unitsOf(text: string, column: number, size: (character: string) => number): number {
  let units = 0;
  let reached = 0;
  for (const character of text) {
    reached += size(character);
    if (reached > column) return units;
    units += character.length;
  }
  return units + column - reached;
}

/** Bytes of a character in UTF-8. */
function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
