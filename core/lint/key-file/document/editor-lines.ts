/** The lines of a `client.keys` as an editor counts them: a carriage return within a line ends it. */

import { columnIn, Lines, type Position } from "../../lines.ts";
import type { Handle, LineList } from "./line-list.ts";

/** A line of the file that an editor shows as several lines. */
interface SplitLine {
  readonly line: number;
  /** Its first line in the editor. */
  readonly first: number;
  /** Carriage returns in it that no line feed follows. */
  readonly returns: number;
}

/** Carriage returns that end a line in an editor, by the handles of their lines. Nearly no file has any. */
export class LoneReturns {
  readonly #counts = new Map<Handle, number>();
  #lines: EditorLines | undefined;

  /** Adds a line with carriage returns. `isLast` says that no line feed follows it. */
  enter(handle: Handle, text: string, isLast: boolean): void {
    let count = text.endsWith("\r") && !isLast ? -1 : 0;
    for (let at = text.indexOf("\r"); at >= 0; at = text.indexOf("\r", at + 1)) count++;
    if (count > 0) this.#counts.set(handle, count);
  }

  leave(handle: Handle): void {
    this.#counts.delete(handle);
  }

  /** Must be called after every edit. */
  forgetLines(): void {
    this.#lines = undefined;
  }

  /** Undefined if the lines are the file's own. `textOf` returns a line with its line feed. */
  editorLines(list: LineList, textOf: (line: number) => string): EditorLines | undefined {
    if (this.#counts.size === 0) return undefined;
    this.#lines ??= new EditorLines(this.#inOrder(list), textOf);
    return this.#lines;
  }

  *#inOrder(list: LineList): Generator<readonly [line: number, count: number]> {
    let line = 0;
    for (const handle of list.handles()) {
      const count = this.#counts.get(handle);
      if (count !== undefined) yield [line, count];
      line++;
    }
  }
}

export class EditorLines {
  readonly #split: readonly SplitLine[];
  readonly #textOf: (line: number) => string;
  /** The last line in a look-up: a message names many places in few lines. */
  #last: { readonly line: number; readonly lines: Lines } | undefined;

  /** `returns` are the lines with lone carriage returns, in order. `textOf` returns a line with its line feed. */
  constructor(returns: Iterable<readonly [line: number, count: number]>, textOf: (line: number) => string) {
    let before = 0;
    this.#split = Array.from(returns, ([line, count]) => {
      const split = { line, first: line + before, returns: count };
      before += count;
      return split;
    });
    this.#textOf = textOf;
  }

  /** The place in the file of a place in the editor. */
  fromEditor({ line, column }: Position): Position {
    const split = this.#find((each) => each.first <= line);
    if (split === undefined) return this.#within(line, column);
    const inner = line - split.first;
    if (inner > split.returns) return this.#within(split.line + inner - split.returns, column);
    return { line: split.line, column: this.#linesOf(split.line).offset({ line: inner, column }) };
  }

  /** The place in the editor of a place in the file. */
  toEditor({ line, column }: Position): Position {
    const split = this.#find((each) => each.line <= line);
    if (split === undefined) return { line, column };
    if (split.line < line) return { line: line - split.line + split.first + split.returns, column };
    const inner = this.#linesOf(line).at(column);
    return { line: split.first + inner.line, column: inner.column };
  }

  /** A line of the editor, including the carriage return before its line feed. */
  text(line: number): string {
    const split = this.#find((each) => each.first <= line);
    if (split === undefined) return withoutFeed(this.#textOf(line));
    const inner = line - split.first;
    if (inner > split.returns) return withoutFeed(this.#textOf(split.line + inner - split.returns));
    return this.#linesOf(split.line).lineWithReturn(inner);
  }

  #within(line: number, column: number): Position {
    return { line, column: columnIn(withoutFeed(this.#textOf(line)), column) };
  }

  /** The last split line for which `passes` is true; it must be true for a prefix of them. */
  #find(passes: (split: SplitLine) => boolean): SplitLine | undefined {
    let low = 0;
    let high = this.#split.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const split = this.#split[middle];
      if (split !== undefined && passes(split)) low = middle + 1;
      else high = middle;
    }
    return this.#split[low - 1];
  }

  #linesOf(line: number): Lines {
    if (this.#last?.line !== line) this.#last = { line, lines: Lines.ofEditor(this.#textOf(line)) };
    return this.#last.lines;
  }
}

function withoutFeed(text: string): string {
  return text.endsWith("\n") ? text.slice(0, -1) : text;
}
