/** From offsets in a text to lines and columns, and back. */

export interface Position {
  /** From 0; CR LF, LF and CR end a line, as in every editor. */
  readonly line: number;
  /** UTF-16 units from the start of the line. */
  readonly column: number;
}

/** The lines of one text. */
export class Lines {
  readonly #text: string;
  /** Offset at which each line starts. */
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#text = text;
    this.#starts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (end) => end.index + end[0].length)];
  }

  /** The place of an offset; one outside the text goes to its start or end. */
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

  /** The offset of a place; a column behind the line's end goes to the end. */
  offset({ line, column }: Position): number {
    if (line < 0) return 0;
    if (line >= this.#starts.length) return this.#text.length;
    return Math.min(this.#start(line) + Math.max(column, 0), this.#start(line) + this.line(line).length);
  }

  /** The text of a line without its end. */
  line(line: number): string {
    const next = this.#starts[line + 1] ?? this.#text.length + 1;
    return this.#text.slice(this.#start(line), next).replace(/[\r\n]+$/, "");
  }

  #start(line: number): number {
    return this.#starts[line] ?? this.#text.length;
  }
}
