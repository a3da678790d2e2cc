/**
 * The one definition of a line. In an editor CR LF, LF and CR end one (LSP), and U+2028 does not. For the manager, for
 * a parser and in a report of the command line only LF does, so a carriage return is a character there.
 */

export interface Position {
  /** From 0. */
  readonly line: number;
  /** UTF-16 units from the start of the line. */
  readonly column: number;
}

const EDITOR_ENDS = /\r\n|\n|\r/g;
const LINE_FEEDS = /\n/g;

/** The lines of one text: as an editor counts them, or with `ofFile` those that end at line feeds. */
export class Lines {
  readonly #text: string;
  /** Offset at which each line starts. */
  readonly #starts: readonly number[];

  private constructor(text: string, ends: RegExp) {
    this.#text = text;
    this.#starts = [0, ...Array.from(text.matchAll(ends), (end) => end.index + end[0].length)];
  }

  static ofEditor(text: string): Lines {
    return new Lines(text, EDITOR_ENDS);
  }

  static ofFile(text: string): Lines {
    return new Lines(text, LINE_FEEDS);
  }

  get count(): number {
    return this.#starts.length;
  }

  /** The place of an offset. One outside the text becomes its start or end. */
  at(offset: number): Position {
    const wanted = Math.min(Math.max(offset, 0), this.#text.length);
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#start(middle) <= wanted) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: wanted - this.#start(low) };
  }

  /**
   * The offset of a place. A column after the line's end becomes the end. There is a place between CR and LF, because
   * editors that count the CR as a character name it.
   */
  offset({ line, column }: Position): number {
    if (line < 0) return 0;
    return this.#start(line) + columnIn(this.lineWithReturn(line), Math.max(column, 0));
  }

  /** The text of a line without its end. */
  line(line: number): string {
    return this.lineWithReturn(line).replace(/\r$/, "");
  }

  /** The same including the carriage return before its line feed, if there is one. */
  lineWithReturn(line: number): string {
    const next = this.#starts[line + 1] ?? this.#text.length + 1;
    const text = this.#text.slice(this.#start(line), next);
    return next <= this.#text.length ? text.slice(0, -1) : text;
  }

  #start(line: number): number {
    return this.#starts[line] ?? this.#text.length;
  }
}

/** A column of a line without its line feed. One after the line becomes its end, before a carriage return there. */
export function columnIn(line: string, column: number): number {
  if (column <= line.length) return column;
  return line.endsWith("\r") ? line.length - 1 : line.length;
}
