/** A language that marks every text, so that a test sees what is shown without having been looked up. */

import { type Bundle, speak } from "../../../core/words/index.ts";

/** What is filled in stands outside of the marks. */
const mark = (text: string): string => `⟦${text.replace(/\{\d+\}/g, "⟧$&⟦")}⟧`;

const bundle: Bundle = new Proxy({}, { get: (_, text) => mark(String(text)) });

/** What `show` gives while every text is marked. */
export async function marked<T>(show: () => T | Promise<T>): Promise<T> {
  speak({ language: "en", bundle });
  try {
    return await show();
  } finally {
    speak(undefined);
  }
}

/**
 * Words that no mark is around, two or more together: a name or a path is one word. What daemons say stays as it is, by its number or
 * in quotes, and so do the words of `data`, what a script has printed.
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
