/** The lines of groups in their order, which is computed once for all callers between two edits. */

import type { LineGroup } from "./line-groups.ts";
import type { LineList } from "./line-list.ts";

/** Groups of this size or more are kept, because there can be only few of them. */
const LARGE = 64;

export class LinesInOrder {
  readonly #list: LineList;
  readonly #large = new Map<unknown, readonly number[]>();

  constructor(list: LineList) {
    this.#list = list;
  }

  /** The indexes of a group's lines, from 0. A large group has the same array until the next edit. */
  of({ key, handles }: LineGroup): readonly number[] {
    const known = this.#large.get(key);
    if (known !== undefined) return known;
    const lines = Array.from(handles(), (handle) => this.#list.lineOf(handle)).sort((a, b) => a - b);
    if (lines.length >= LARGE) this.#large.set(key, lines);
    return lines;
  }

  /** Must be called after every edit. */
  forget(): void {
    this.#large.clear();
  }
}
