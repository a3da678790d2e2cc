/** The texts of lines by handle: the place of the line in the opened text, or what has been typed since. */

import { Ints } from "./ints.ts";
import type { Handle } from "./line-list.ts";
import type { OpenedText } from "./opened-text.ts";

/** Lines of the opened text are places in it, eight bytes each. Only later lines are separate strings. */
export class LineTexts {
  readonly #opened: OpenedText;
  readonly #starts = new Ints();
  readonly #ends = new Ints();
  readonly #later = new Map<Handle, string>();

  constructor(opened: OpenedText) {
    this.#opened = opened;
  }

  /** Makes room for this many lines of the opened text. */
  reserve(lines: number): void {
    this.#starts.reserve(lines);
    this.#ends.reserve(lines);
  }

  /** The text of a line of the opened text. */
  place(handle: Handle, start: number, end: number): void {
    this.#starts.set(handle, start);
    this.#ends.set(handle, end);
  }

  set(handle: Handle, text: string): void {
    this.#later.set(handle, text);
  }

  get(handle: Handle): string {
    return this.#later.get(handle) ?? this.#opened.slice(this.#starts.get(handle), this.#ends.get(handle));
  }

  /** Forgets a line. Its handle may be reused. */
  remove(handle: Handle): void {
    this.#later.delete(handle);
  }
}
