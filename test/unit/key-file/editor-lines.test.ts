/** Places in a `client.keys` with carriage returns within its lines, compared with those of the whole text. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KeyFileDocument } from "../../../core/lint/key-file/index.ts";
import { Lines } from "../../../core/lint/lines.ts";
import { newestRelease } from "../../../core/manager/index.ts";

const open = (text: string): KeyFileDocument =>
  new KeyFileDocument(text, { release: newestRelease, role: "manager", hostName: undefined });

/** Compares each place with what the whole text says about it. */
function compare(document: KeyFileDocument): void {
  const text = document.getText();
  const [editor, file] = [Lines.ofEditor(text), Lines.ofFile(text)];
  const lines = document.editorLines;
  expect(lines !== undefined).toBe(/\r(?!\n)/.test(text));
  if (lines === undefined) return;
  for (let line = 0; line <= editor.count; line++) {
    expect([line, lines.text(line)]).toEqual([line, editor.lineWithReturn(line)]);
    if (line === editor.count) continue;
    for (const column of [0, 1, 2, 3, 9]) {
      const place = { line, column };
      expect([place, lines.fromEditor(place)]).toEqual([place, file.at(editor.offset(place))]);
    }
  }
  for (let offset = 0; offset <= text.length; offset++) {
    expect([offset, lines.toEditor(file.at(offset))]).toEqual([offset, editor.at(offset)]);
  }
}

describe("the lines of an editor", () => {
  it.each([
    ["a"],
    ["a\r\nb\r\n"],
    ["a\rb"],
    ["a\rb\nc"],
    ["\r"],
    ["\r\r\n"],
    ["a\r\n\rb\r\n"],
    ["a\nb\rc\rd\ne\nf\rg\n\nh"],
    ["a\nb\r"],
    ["a\nb\r\r\r\nc\n\r\n\rd"],
  ])("of %j are those of the text", (text) => {
    compare(open(text));
  });

  const text = fc.string({ unit: fc.constantFrom("a", "\r", "\n", "\r\n"), maxLength: 20 });

  it("of any text are those of the text", () => {
    fc.assert(
      fc.property(text, (each) => void compare(open(each))),
      { numRuns: 50 },
    );
  });

  it("are known after every edit", () => {
    const edit = fc.tuple(fc.nat(5), fc.nat(4), fc.nat(2), fc.nat(4), text);
    fc.assert(
      fc.property(text, fc.array(edit, { maxLength: 4 }), (first, edits) => {
        const document = open(first);
        for (const [startLine, startColumn, lines, endColumn, newText] of edits) {
          const end = {
            endLine: startLine + lines,
            endColumn: lines === 0 ? startColumn + endColumn : endColumn,
          };
          document.applyEdit({ startLine, startColumn, ...end, newText });
          compare(document);
        }
      }),
      { numRuns: 30 },
    );
  });
});
