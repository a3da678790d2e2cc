/** Sentences for users who do not see the page: what is in the log, once it was read; then only what is new. */

import type { LogView, LogWords } from "../../log/messages.ts";
import { filled } from "../parts/element.ts";

export class News {
  /** Titles of the announced problems. Undefined until the log was read. */
  #told: Set<string> | undefined;
  #following = true;

  /** A sentence about this view, or undefined if it holds nothing new but its numbers. */
  of({ reading, following, summary, problems }: LogView, words: LogWords): string | undefined {
    if (reading) return undefined;
    const told = this.#told;
    const isSame = this.#following === following;
    this.#following = following;
    const added = problems.map(({ title }) => title).filter((title) => !told?.has(title));
    this.#told = new Set([...(told ?? []), ...added]);
    if (told === undefined) return summary;
    if (added.length > 0) return filled(words.newProblem, added.join("; "));
    return isSame ? undefined : following ? words.following : words.stopped;
  }
}
