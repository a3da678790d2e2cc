/** The right word for a misspelt one. */

import { say } from "../words/index.ts";

/** Maximum edits between two words that still count as a typo: about one for three letters. */
const most = (length: number): number => Math.max(1, Math.floor(length / 3));

/** The known word that is nearest to a given one, ignoring case. Undefined if none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const given = word.toLowerCase();
  let best: { readonly word: string; readonly edits: number } | undefined;
  for (const each of known) {
    const edits = editsBetween(given, each.toLowerCase());
    if (
      edits <= most(Math.max(given.length, each.length)) &&
      edits < (best?.edits ?? Number.POSITIVE_INFINITY)
    ) {
      best = { word: each, edits };
    }
  }
  return best?.word;
}

/** ` Did you mean "blank-line"?`, or empty if no known word is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const found = nearest(word, known);
  return found === undefined ? "" : say` Did you mean "${found}"?`;
}

/** Letters that are added, left out, replaced, or swapped with a neighbour. */
function editsBetween(a: string, b: string): number {
  let [beforeLast, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const isExchanged = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          (row[j - 1] ?? 0) + 1,
          (last[j] ?? 0) + 1,
          (last[j - 1] ?? 0) + (isSame ? 0 : 1),
          isExchanged ? (beforeLast[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
