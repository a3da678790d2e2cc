/** Fixing a text round after round, and the edits that come out of it. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editsOf, fixedText } from "../../../core/lint/fix-text.ts";
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
