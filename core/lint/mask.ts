/** Hides keys and passwords in text for people: by form and place, never by a word nearby. */

import { clientPasswords, connectPasswords, userPasswords } from "./secrets/connections.ts";
import { hexRuns, importStrings } from "./secrets/forms.ts";
import type { Range } from "./secrets/range.ts";
import { recordKeys } from "./secrets/records.ts";
import { namedValues } from "./secrets/values.ts";

/** Stands for a key. It reveals nothing, not even the length. */
export const MASK = "••••••••";

/** A shorter value is not a secret, and hiding it wherever it occurs would make every line unreadable. */
const SHORTEST_KNOWN_KEY = 4;

/** Finds secrets in any text. Each is linear, whatever the text. */
const finders: readonly ((text: string) => Iterable<Range>)[] = [
  hexRuns,
  importStrings,
  namedValues,
  recordKeys,
  userPasswords,
  connectPasswords,
  clientPasswords,
];

/** Hides keys: known ones, and text that is one by its form or its place. Every method is linear in the text. */
export class KeyMask {
  readonly #known: readonly string[];

  /** `keys` are the values to hide wherever they occur, as in the text and decoded. */
  constructor(keys: Iterable<string> = []) {
    this.#known = [...new Set(keys)].filter((key) => key.length >= SHORTEST_KNOWN_KEY);
  }

  /** The text with MASK in place of each key. */
  hide(text: string): string {
    return this.part(text, 0, text.length);
  }

  /**
   * The masked text for `text` from `from` up to `to`, with an ellipsis where it was cut. A key that `from` cuts is
   * hidden too.
   */
  part(text: string, from: number, to: number): string {
    let shown = "";
    let at = from;
    for (const [start, end] of this.hiddenIn(text)) {
      if (end <= from) continue;
      if (start >= to) break;
      shown += text.slice(at, Math.max(start, at)) + MASK;
      at = end;
    }
    if (at < to) shown += text.slice(at, to);
    return Math.max(at, to) < text.length ? `${shown}…` : shown;
  }

  /** What must be hidden, including known secrets, in order, without overlaps. */
  hiddenIn(text: string, secrets: readonly Range[] = []): readonly Range[] {
    const found = [...secrets];
    for (const find of finders) for (const range of find(text)) found.push(range);
    for (const key of this.#known) for (const range of occurrences(text, key)) found.push(range);
    found.sort((a, b) => a[0] - b[0]);
    const merged: Range[] = [];
    for (const range of found) {
      const last = merged.at(-1);
      if (last === undefined || range[0] > last[1]) merged.push(range);
      else merged[merged.length - 1] = [last[0], Math.max(last[1], range[1])];
    }
    return merged;
  }
}

function* occurrences(text: string, key: string): Generator<Range> {
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + key.length)) {
    yield [at, at + key.length];
  }
}
