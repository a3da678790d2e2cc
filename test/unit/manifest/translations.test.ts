/** Translations follow the texts: nothing is missing, nothing is left over, and the same values are filled in. */

import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { textsOf, untranslated } from "./texts.ts";

const read = (name: string): Record<string, string> => JSON.parse(readFileSync(name, "utf8"));
const placeholders = (text: string): readonly string[] =>
  (text.match(/\{\d\}|\$\{\w+\}|\(command:[^)]+\)|#[\w.]+#/g) ?? []).sort();

describe.each(globSync("l10n/bundle.l10n.*.json"))("%s", (file) => {
  const bundle = read(file);

  it("has every text that users see, and no other", () => {
    expect(Object.keys(bundle).sort()).toEqual([...textsOf()].sort());
  });

  it("fills in the same values", () => {
    for (const [text, translated] of Object.entries(bundle)) {
      expect(placeholders(translated), text).toEqual(placeholders(text));
    }
  });
});

describe.each(globSync("package.nls.*.json"))("%s", (file) => {
  const texts = read("package.nls.json");
  const translated = read(file);

  it("has every text of the manifest, and no other", () => {
    expect(Object.keys(translated).sort()).toEqual(Object.keys(texts).sort());
  });

  it("keeps links, settings and variables", () => {
    for (const [key, text] of Object.entries(translated)) {
      expect(placeholders(text), key).toEqual(placeholders(texts[key] ?? ""));
    }
  });
});

describe("what an editor shows", () => {
  it("is looked up: no text is shown untranslated", () => {
    expect(untranslated()).toEqual([]);
  });
});
