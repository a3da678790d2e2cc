/** How a run differs from the manager's. The machine does not change, so each difference is shown once in a window. */

import { isExplanation, type Note } from "../../core/poll/index.ts";

export class ShownNotes {
  readonly #told = new Set<string>();

  /** The notes that were not shown before. They count as shown from now on. */
  news(notes: readonly Note[]): readonly Note[] {
    const found = notes.filter((note) => !isExplanation(note) && !this.#told.has(note.text));
    for (const { text } of found) this.#told.add(text);
    return found;
  }
}
