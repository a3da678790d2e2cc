/** Searches the manager's messages and their explanations for words. */

import { messageIds } from "../../manager/message-families.ts";
import { type ExplainedMessage, explained } from "./explain-message.ts";
import { explanations } from "./explanations.ts";
import { type Wording, wordings } from "./wordings.ts";

interface Entry {
  readonly wording: Wording;
  /** Weight of each word of the entry: highest if the message itself has it. */
  readonly words: ReadonlyMap<string, number>;
}

const IN_ID = 4;
const IN_MESSAGE = 3;
const IN_EXPLANATION = 1;
/** Weight of a word that only begins like the one in the query. */
const BEGINS = 0.5;

/** Messages with the words, the best first: those with most of the words, where rare ones count more. */
export function searchLog(query: string, most = 10): readonly ExplainedMessage[] {
  const wanted = [...new Set(wordsIn(query))];
  const entries = buildIndex();
  const rarity = wanted.map((word) => {
    const having = entries.filter((entry) => weightOf(entry, word) > 0).length;
    return having === 0 ? 0 : Math.log(1 + entries.length / having);
  });
  return entries
    .map((entry) => ({ entry, score: score(entry, wanted, rarity) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ entry }) => explained(entry.wording));
}

function score(entry: Entry, wanted: readonly string[], rarity: readonly number[]): number {
  const weights = wanted.map((word, at) => weightOf(entry, word) * (rarity[at] ?? 0));
  const found = weights.filter((weight) => weight > 0).length;
  return weights.reduce((sum, weight) => sum + weight, 0) * found;
}

function weightOf(entry: Entry, word: string): number {
  const whole = entry.words.get(word);
  if (whole !== undefined) return whole;
  let best = 0;
  for (const [each, weight] of entry.words) {
    if (word.length > 2 && each.startsWith(word)) best = Math.max(best, weight * BEGINS);
  }
  return best;
}

/** One entry for each message, shown in its newest wording and found by all of them. */
function buildIndex(): readonly Entry[] {
  return messageIds.flatMap((id) => {
    const own = wordings().filter((each) => each.id === id);
    const newest = own.at(-1);
    if (newest === undefined) return [];
    const words = new Map<string, number>();
    const add = (text: string, weight: number): void => {
      for (const word of wordsIn(text)) words.set(word, Math.max(weight, words.get(word) ?? 0));
    };
    add(id, IN_ID);
    for (const each of own) add(each.template, IN_MESSAGE);
    add(`${explanations[id].meaning} ${explanations[id].advice}`, IN_EXPLANATION);
    return [{ wording: newest, words }];
  });
}

/** Words without the plural s, so that one form finds the other. */
function wordsIn(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z0-9_]+/g) ?? [];
  return words.map((word) => (word.length > 3 ? word.replace(/s$/, "") : word));
}
