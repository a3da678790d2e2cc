/** The snippet files: up to date, and each snippet expands to its template. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { registrationScripts, type Snippet, snippetFiles, templates } from "../../../core/templates/index.ts";

const folder = join(import.meta.dirname, "../../../snippets");

/** What an editor inserts for a snippet if no tab stop is changed. */
function expanded(body: string): string {
  const presets = new Map<string, string>();
  const unescaped = (text: string) => text.replace(/\\([\\$}])/g, "$1");
  return body.replace(
    /\\[\\$}]|\$(\d+)|\$\{(\d+)(?::((?:\\.|[^\\}])*))?\}/g,
    (whole, bare: string | undefined, number: string | undefined, preset: string | undefined) => {
      if (whole.startsWith("\\")) return whole.slice(1);
      const stop = bare ?? number ?? "";
      if (preset !== undefined) presets.set(stop, unescaped(preset));
      return presets.get(stop) ?? "";
    },
  );
}

describe.each(snippetFiles())("$fileName", ({ fileName, text }) => {
  const snippets: Readonly<Record<string, Snippet>> = JSON.parse(text);
  const scripts = [...templates(), ...registrationScripts()];

  test("is up to date; scripts/build-snippets.ts writes it again", () => {
    expect(readFileSync(join(folder, fileName), "utf8")).toBe(text);
  });

  test("every snippet expands to its template", () => {
    const texts = new Set(scripts.map((script) => script.text));
    for (const [name, { body }] of Object.entries(snippets)) {
      expect(texts.has(expanded(body.join("\n"))), name).toBe(true);
    }
  });

  test("tab stops come in reading order", () => {
    for (const [name, { body }] of Object.entries(snippets)) {
      const plain = body.join("\n").replace(/\\[\\$}]/g, "");
      const first = [...plain.matchAll(/\$\{(\d+):/g)].map(([, number]) => Number(number));
      expect(first, name).toEqual(first.map((_, at) => at + 1));
      expect(plain.endsWith("$0"), name).toBe(true);
    }
  });
});

test("every template is included", () => {
  const count = snippetFiles().reduce((sum, { text }) => sum + Object.keys(JSON.parse(text)).length, 0);
  expect(count).toBe(templates().length + registrationScripts().length);
});
