/** Fixing a text round after round, and the edits that come out of it. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editsOf, type Fixer, fixedText } from "../../../core/lint/fix-text.ts";
import { keyFileFixer, openKeyFile } from "../../../core/lint/key-file/index.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

const fixer = keyFileFixer(defaultLintSettings);

/** The text after all edits at once, the last one first, as an editor makes them. */
function edited(text: string): string {
  const document = openKeyFile(text, defaultLintSettings);
  for (const edit of editsOf(text, fixedText(text, fixer).lines).toReversed()) document.applyEdit(edit);
  return document.getText();
}

describe("the edits of a fixed text", () => {
  it.each([
    ["nothing to fix", `001 web any ${KEY}\n`],
    ["no line feed at the end", `001 web any ${KEY}`],
    ["two problems in a line", `001 web any ${KEY} \r\n`],
    ["lines that go at the start, between and at the end", `\n\n001 web any ${KEY}\n\n# note\n\n`],
    ["nothing but blank lines", "\n\n\n"],
    ["a blank line without an end", `001 web any ${KEY}\n\t`],
  ])("%s", (_what, text) => {
    expect(edited(text)).toBe(fixedText(text, fixer).text);
    expect(fixer.fixesOf(edited(text))).toEqual([]);
  });

  it("produce the fixed text for any text", () => {
    const part = fc.constantFrom("001 a", "  ", " ", "\t", "\r", "\n", "any", KEY, "#", "\ufeff", "!");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        expect(edited(text)).toBe(fixedText(text, fixer).text);
      }),
    );
  });

  it("change nothing but the problems", () => {
    const text = `# one\n001  web any ${KEY}\n# two\n`;
    expect(editsOf(text, fixedText(text, fixer).lines)).toEqual([
      { startLine: 1, startColumn: 4, endLine: 1, endColumn: 5, newText: "" },
    ]);
  });
});

/** An edit within a line. */
const edit = (line: number, from: number, to: number, newText: string) => ({
  startLine: line,
  startColumn: from,
  endLine: line,
  endColumn: to,
  newText,
});

/** Writes each `x` of a text as `y`, the last one first. */
const withY = (text: string) =>
  text
    .split("\n")
    .flatMap((each, line) => [...each.matchAll(/x/g)].map(({ index }) => [edit(line, index, index + 1, "y")]))
    .toReversed();

describe("rounds of fixes", () => {
  it("take edits in any order, and count them", () => {
    const fixed = fixedText("axbx\nc\nx", { fixesOf: withY });
    expect(fixed).toEqual({
      text: "ayby\nc\ny",
      count: 3,
      lines: [
        { text: "ayby", origin: 0 },
        { text: "c", origin: 1 },
        // It has neither the text nor the line feed of the old line.
        { text: "y", origin: undefined },
      ],
    });
  });

  it("end after ten, if each makes the next one necessary", () => {
    const growing: Fixer = { fixesOf: (text) => [[edit(0, text.length, text.length, "z")]] };
    expect(fixedText("", growing)).toMatchObject({ text: "z".repeat(10), count: 10 });
  });

  it("know the former place of each line after several rounds", () => {
    // In each round the first line is removed, until one with a `k` is first.
    const removing: Fixer = {
      fixesOf: (text) =>
        text.startsWith("k")
          ? []
          : [[{ startLine: 0, startColumn: 0, endLine: 1, endColumn: 0, newText: "" }]],
    };
    expect(fixedText("a\nb\nk\nc", removing)).toEqual({
      text: "k\nc",
      count: 2,
      lines: [
        { text: "k", origin: 2 },
        { text: "c", origin: 3 },
      ],
    });
  });
});

describe("a fix that does harm", () => {
  it("is left out, and the others are made", () => {
    const fixer: Fixer = {
      fixesOf: withY,
      linesBroken: (before, after) =>
        new Set(
          after.flatMap(({ text }, at) => (before.startsWith("x1") && at === 0 && text === "y1" ? [0] : [])),
        ),
    };
    expect(fixedText("x1\nx2\nx3", fixer)).toMatchObject({ text: "x1\ny2\ny3", count: 2 });
  });

  /** Harmless are only so many fixes at once; the first line that is fixed counts as broken. */
  const harmlessAre = (most: number): Fixer => ({
    fixesOf: withY,
    linesBroken: (_before, after) => {
      const fixed = after.flatMap(({ text }, at) => (text === "y" ? [at] : []));
      return new Set(fixed.length > most ? fixed.slice(0, 1) : []);
    },
  });

  it("is looked for eight times in a round", () => {
    const nine = Array.from({ length: 9 }, () => "x").join("\n");
    // Two at once are harmless in the eighth try. In later rounds those that were fixed make every other one harmful.
    expect(fixedText(nine, harmlessAre(2)).count).toBe(2);
    expect(fixedText(nine, harmlessAre(1)).count).toBe(0);
  });
});
