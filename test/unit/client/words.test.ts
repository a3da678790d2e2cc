/** The fixed words that the views receive: each says something, in the language of the editor. */

import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { reconcileWords } from "../../../client/reconcile/words.ts";
import { rehearsalWords } from "../../../client/rehearsal/words.ts";
import { standInWords } from "../../../client/stand-in/words.ts";
import { verdictWords } from "../../../client/verdict/words.ts";
import { type Bundle, showTextsIn } from "../../../core/words/index.ts";

/** The words with the places where they are, as `states.done`. */
function flat(words: object, before = ""): readonly (readonly [string, string])[] {
  return Object.entries(words).flatMap(([name, word]) =>
    typeof word === "string" ? [[before + name, word] as const] : flat(word, `${before}${name}.`),
  );
}

/** Each list, and its words in which a page fills in values. */
const lists: readonly (readonly [string, () => object, readonly string[]])[] = [
  ["reconcileWords", reconcileWords, ["shown", "line"]],
  ["rehearsalWords", rehearsalWords, ["title"]],
  ["standInWords", standInWords, ["title", "agents", "asks", "shown"]],
  ["verdictWords", verdictWords, ["stepsOf", "bytesBefore", "bytesMore", "mark", "log"]],
];

/** Words that are the same in German. */
const SAME = ["stations.authd", "stations.remoted", "stations.client.keys", "steps.json", "steps.key-file"];

describe.each(lists)("%s", (_, list, filled) => {
  afterEach(() => showTextsIn(undefined));

  it("say something, with the values that a page fills in", () => {
    const words = flat(list());
    expect(words.length).toBeGreaterThan(8);
    expect(words.filter(([, word]) => word.trim() === "")).toEqual([]);
    expect(words.filter(([, word]) => word.includes("{")).map(([place]) => place)).toEqual(filled);
  });

  it("are German in a German editor", () => {
    const english = new Map(flat(list()));
    const bundle: Bundle = JSON.parse(readFileSync("l10n/bundle.l10n.de.json", "utf8"));
    showTextsIn({ language: "de", bundle });
    for (const [place, word] of flat(list())) {
      const text = english.get(place) ?? "";
      if (!SAME.includes(place)) expect([place, word]).toEqual([place, bundle[text]]);
      expect(word.match(/\{\d\}/g)).toEqual(text.match(/\{\d\}/g));
    }
  });
});
