/** An open script: edits leave what reading the text anew would find, and nothing throws. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findingsOf, ScriptDocument } from "../../../core/lint/script/index.ts";
import { samples } from "./samples/index.ts";
import { grammars } from "./support.ts";

const SETTINGS = { severities: {} };

describe.each(samples)("$language", ({ language, script, bad }) => {
  const texts = bad.map(({ lines }) => script(lines.replace(/⟪[a-z0-9-]*⟫/g, "")));

  it("finds after edits what it finds in the new text", async () => {
    const grammar = await grammars.get(language);
    const edit = fc.record({
      line: fc.nat(20),
      column: fc.nat(60),
      lines: fc.nat(2),
      columns: fc.nat(10),
      text: fc.oneof(
        fc.string({ maxLength: 8 }),
        fc.constantFrom(...texts.join("\n").split("\n")),
        fc.constant("\n"),
      ),
    });
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(edit, { maxLength: 6 }), (text, edits) => {
        const document = new ScriptDocument(language, text);
        document.read(grammar);
        for (const { line, column, lines, columns, text: newText } of edits) {
          document.applyEdit({
            startLine: line,
            startColumn: column,
            endLine: line + lines,
            endColumn: column + columns,
            newText,
          });
        }
        const fresh = new ScriptDocument(language, document.getText());
        const found = findingsOf(document.read(grammar), SETTINGS);
        expect(found).toEqual(findingsOf(fresh.read(grammar), SETTINGS));
        document.close();
        fresh.close();
      }),
      { numRuns: 60 },
    );
  });

  it("reads any text", async () => {
    const grammar = await grammars.get(language);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const document = new ScriptDocument(language, `${text}# keypoll: poll script\n${text}`);
        const found = findingsOf(document.read(grammar), SETTINGS);
        for (const { start, end } of found) expect(end).toBeGreaterThanOrEqual(start);
        document.close();
      }),
      { numRuns: 60 },
    );
  });
});

it("places are those of the editor", () => {
  const document = new ScriptDocument("python", "añ😀b\r\nc\n");
  expect(document.offsetAt(0, 4)).toBe(4);
  expect(document.offsetAt(1, 1)).toBe(8);
  expect(document.offsetAt(9, 9)).toBe(9);
  expect(document.positionAt(7)).toEqual({ line: 1, column: 0 });
});
