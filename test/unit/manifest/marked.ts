/** A language that marks every text, so that a test sees texts that were not looked up. */

import { type Bundle, showTextsIn } from "../../../core/words/index.ts";

/** The inserted values are outside the marks. */
const mark = (text: string): string => `⟦${text.replace(/\{\d+\}/g, "⟧$&⟦")}⟧`;

const bundle: Bundle = new Proxy({}, { get: (_, text) => mark(String(text)) });

/** The result of `show` while every text is marked. */
export async function marked<T>(show: () => T | Promise<T>): Promise<T> {
  showTextsIn({ language: "en", bundle });
  try {
    return await show();
  } finally {
    showTextsIn(undefined);
  }
}

/**
 * Words without a mark, two or more together: a name or a path is one word. Lines of daemons are exempt, by
 * their number or in quotes, and so are the words of `data`, which a script has printed.
 */
export function unmarked(text: string, data = ""): readonly string[] {
  const known = new Set(wordsOf(data));
  return text
    .replace(/⟦[^⟦⟧]*⟧/g, "|")
    .replace(/"[^"|]*"/g, "")
    .split("|")
    .filter((rest) => /[a-z]{2,},? [a-z]{2,}/.test(rest) && !/\(\d{4}\)/.test(rest))
    .filter((rest) => !wordsOf(rest).every((word) => known.has(word)));
}

function wordsOf(text: string): readonly string[] {
  return text.replace(/\\n/g, " ").match(/\p{L}+/gu) ?? [];
}
