/** What the examples of the rules show is looked up as a whole: no part of a message stays English in another language. */

import { describe, expect, it } from "vitest";
import {
  findingsOf,
  fixesOf,
  hoverOf,
  KeyFileDocument,
  keyFileRules,
  replacementOf,
  replacementRules,
} from "../../../core/lint/key-file/index.ts";
import { newestRelease } from "../../../core/manager/index.ts";
import { type ExampleFile, fileExample, readPage, replacementExample } from "../docs/pages.ts";
import { marked, unmarked } from "./marked.ts";

const codesOf = (rules: readonly { readonly code: string }[], apart: string): readonly string[] =>
  rules.map(({ code }) => code).filter((code) => code !== apart);

describe("texts of examples", () => {
  it.each(codesOf(keyFileRules, "too-many-agents"))("%s: findings, fixes and hovers", async (code) => {
    const { before, after, context } = fileExample(readPage(code));
    const texts = await marked(() => [before, after].flatMap((file) => textsOf(file)));
    expect(texts.some((text) => text.includes("⟦"))).toBe(true);
    expect(texts.flatMap(unmarked)).toEqual([]);

    function textsOf({ text, disk }: ExampleFile): readonly string[] {
      const document = new KeyFileDocument(text, context);
      const { findings } = findingsOf(document, { severities: {}, cap: 100, disk });
      const lines = Array.from({ length: document.lineCount }, (_, line) => line);
      return [
        ...findings.flatMap(({ message, related }) => [message, ...related.map((each) => each.message)]),
        ...findings.flatMap(({ rule, place }) =>
          fixesOf(document, rule, place.line).map(({ title }) => title),
        ),
        ...lines.flatMap((line) =>
          Array.from(document.lineText(line), (_, column) => hoverOf(document, line, column)?.markdown ?? ""),
        ),
      ];
    }
  });

  it.each(codesOf(replacementRules, "many-removed"))("%s: findings", async (code) => {
    const { installed, refused } = replacementExample(readPage(code));
    const context = { release: newestRelease, role: "manager", hostName: undefined } as const;
    const { findings } = await marked(() =>
      replacementOf(installed, refused, new KeyFileDocument(refused, context)),
    );
    expect(findings.flatMap(({ message }) => unmarked(message))).toEqual([]);
  });
});
