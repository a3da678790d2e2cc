/** In what a run differs from the manager's: the machine is the same all day, so each difference is told once in a window. */

import { isExplanation, type Note } from "../../core/poll/index.ts";

export class ToldNotes {
  readonly #told = new Set<string>();

  /** Those that were not told before, which are told with this. */
  news(notes: readonly Note[]): readonly Note[] {
    const found = notes.filter((note) => !isExplanation(note) && !this.#told.has(note.text));
    for (const { text } of found) this.#told.add(text);
    return found;
  }
}
