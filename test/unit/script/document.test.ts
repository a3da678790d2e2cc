/** An open script: edits give the same result as reading the text again, and nothing throws. */

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

it("edits are placed by the lines of an editor, while the parser only knows lines that end with line feeds", () => {
  const document = new ScriptDocument("python", "a = 1\rb = 2\r\nc = 3\n");
  document.applyEdit({ startLine: 1, startColumn: 0, endLine: 1, endColumn: 1, newText: "x" });
  document.applyEdit({ startLine: 2, startColumn: 4, endLine: 2, endColumn: 99, newText: "4" });
  expect(document.getText()).toBe("a = 1\rx = 2\r\nc = 4\n");
  expect(document.positionAt(7)).toEqual({ line: 0, column: 7 });
});
