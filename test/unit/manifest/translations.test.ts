/** Translations follow the texts: nothing is missing, nothing is left over, and the same values are filled in. */

import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const read = (name: string): Record<string, string> => JSON.parse(readFileSync(name, "utf8"));
const placeholders = (text: string): readonly string[] =>
  (text.match(/\{\d\}|\$\{\w+\}|\(command:[^)]+\)|#[\w.]+#/g) ?? []).sort();

/** Every text in the first argument of `l10n.t`. */
const used = globSync("client/**/*.ts").flatMap((file) => {
  const calls = readFileSync(file, "utf8").matchAll(/l10n\.t\(\s*"((?:[^"\\]|\\.)*)"/g);
  return Array.from(calls, (call) => JSON.parse(`"${call[1]}"`) as string);
});

describe.each(globSync("l10n/bundle.l10n.*.json"))("%s", (file) => {
  const bundle = read(file);

  it("has every text of the extension, and no other", () => {
    expect(Object.keys(bundle).sort()).toEqual([...new Set(used)].sort());
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
