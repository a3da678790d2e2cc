/** Translations follow the texts: nothing is missing, nothing is left over, and the same values are filled in. */

import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { shortKey } from "../../../core/words/index.ts";
import { shortened } from "../../../scripts/build-translations.ts";
import { textsOf, untranslated } from "./texts.ts";

const read = (name: string): Record<string, string> => JSON.parse(readFileSync(name, "utf8"));
const placeholders = (text: string): readonly string[] =>
  (text.match(/\{\d\}|\$\{\w+\}|\(command:[^)]+\)|#[\w.]+#/g) ?? []).sort();

describe.each(globSync("l10n/bundle.l10n.*.json"))("%s", (file) => {
  const bundle = read(file);

  it("has every text that users see, and no other", () => {
    expect(Object.keys(bundle).sort()).toEqual([...textsOf()].sort());
  });

  it("ships with every text under the key by which it is looked up", () => {
    const ships = shortened(bundle);
    expect(Object.keys(bundle).filter((text) => ships[shortKey(text)] !== bundle[text])).toEqual([]);
  });

  it("is looked up in one way, also by the extension", () => {
    const files = globSync("client/**/*.ts");
    expect(files.filter((file) => readFileSync(file, "utf8").includes("l10n.t("))).toEqual([]);
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

// VS Code shows NAME.nls.LANGUAGE.md in place of NAME.md.
describe.each(
  globSync("package.nls.*.json").map((file) => file.slice("package.nls.".length, -".json".length)),
)("the walkthrough in the language %s", (language) => {
  it.each(globSync("media/walkthrough/*.md", { exclude: ["**/*.nls.*"] }))("%s: the same parts", (file) => {
    const translated = readFileSync(file.replace(/\.md$/, `.nls.${language}.md`), "utf8");
    expect(partsOf(translated)).toEqual(partsOf(readFileSync(file, "utf8")));
  });
});

/** Headings, items, rows of tables and lines of blocks by their number; what stands in code as it is. */
function partsOf(page: string): unknown {
  const blocks = page.match(/^```[\s\S]*?^```/gm) ?? [];
  const prose = page.replace(/^```[\s\S]*?^```/gm, "");
  return {
    lines: ["## ", "- ", "| "].map(
      (start) => prose.split("\n").filter((line) => line.startsWith(start)).length,
    ),
    code: prose.match(/`[^`]+`/g),
    blocks: blocks.map((block) => block.split("\n").length),
  };
}

/**
 * Words that German has others for here: Eintrag, Dienst, Rechner, Kennwort, Befehlszeile, Abfrageskript, Schlüsselabfrage, Zeitlimit, Fehlerausgabe;
 * Protokollzeile, ignorieren, korrigieren, ablehnen, übernehmen, Duplikat, Socket-Dienst, Exit-Code. Nobody is addressed.
 */
const APART =
  /Datens[aä]tz|Daemon|Maschine|Pass(?:wort|wörter)|Kommandozeile|Poll-Skript|Key[ -]Polling|Zeitgrenze|Standardfehler|Log-Zeile|überg(?:eh|ang)|berichtig|abgewiesen|mitkommen|als Doppel|hinter dem Socket|(?<!-)\bCode 127|\bIhnen\b|\bIhre[mnr]\b/;

it.each(["l10n/bundle.l10n.de.json", "package.nls.de.json"])("%s has one word for one thing", (file) => {
  expect(Object.values(read(file)).filter((text) => APART.test(text))).toEqual([]);
});

describe("what an editor shows", () => {
  it("is looked up: no text is shown untranslated", () => {
    expect(untranslated()).toEqual([]);
  });
});
