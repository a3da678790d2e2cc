/** The open document agrees with a new one after any edits, and with the model about every line. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KeyFileDocument } from "../../../core/lint/key-file/document/key-file-document.ts";
import { findingsOf } from "../../../core/lint/key-file/findings.ts";
import { LineReader } from "../../../core/lint/key-file/line-reader.ts";
import { lineRules } from "../../../core/lint/key-file/rules/index.ts";
import { bytesFromText, readPiece, releases } from "../../../core/manager/index.ts";
import { context, edit, incrementalEqualsWhole, options } from "./incremental.ts";
import { file, line } from "./random-file.ts";

describe("an open client.keys", () => {
  it("is the same after edits as when opened again", () => {
    fc.assert(incrementalEqualsWhole, { numRuns: 600 });
  });

  it("contains the text that the edits make", () => {
    fc.assert(
      fc.property(file, fc.array(edit, { maxLength: 6 }), (text, edits) => {
        const document = new KeyFileDocument(text, context);
        let expected = text;
        for (const { startLine, startColumn, lines, columns, newText } of edits) {
          const endColumn = lines === 0 ? startColumn + columns : columns;
          const at = offset(expected, startLine, startColumn);
          const end = Math.max(at, offset(expected, startLine + lines, endColumn));
          document.applyEdit({ startLine, startColumn, endLine: startLine + lines, endColumn, newText });
          expected = expected.slice(0, at) + newText + expected.slice(end);
        }
        expect(document.getText()).toBe(expected);
      }),
    );
  });

  it("has no unexpected findings, whatever the model must read itself", () => {
    for (const text of ["001 web any k\0z\n", `001 web any ${"k".repeat(2100)}\n`]) {
      const { totals } = findingsOf(new KeyFileDocument(text, context), options);
      expect([...totals.keys()]).not.toContain("surprising-ip");
    }
  });

  it("accepts more lines in one edit than a call can have arguments", () => {
    const document = new KeyFileDocument("001 a any k\n".repeat(200_000), context);
    document.applyEdit({ startLine: 0, startColumn: 5, endLine: 200_000, endColumn: 0, newText: "b\n" });
    expect(document.getText()).toBe("001 ab\n");
  });

  it("names the same lines in a large group as in a small one", () => {
    const equal = Array.from({ length: 500 }, () => "001 web any k");
    const text = [...equal, "001 Web any k", "001 web.b any k", ""].join("\n");
    const { findings } = findingsOf(new KeyFileDocument(text, context), options);
    const of = (rule: string, line: number) => {
      const found = findings.find((each) => each.rule === rule && each.place.line === line);
      return [found?.message, ...(found?.related.map(({ place }) => place.line) ?? [])];
    };
    expect(of("duplicate-name", 1)).toEqual([expect.stringContaining("by line 1:"), 0, 2, 3]);
    expect(of("similar-name", 1)).toEqual([expect.stringContaining("2 other names"), 500, 501]);
    expect(of("similar-name", 501)).toEqual([expect.stringContaining("name on line 1."), 0, 1, 2]);
    expect(of("duplicate-id", 0)).toEqual([expect.stringContaining("on 501 other lines"), 1, 2, 3]);
  });

  it("knows the lines of a large group after an edit above them", () => {
    const document = new KeyFileDocument("001 web any k\n".repeat(100), context);
    expect(document.sharing("duplicate-id", 7).slice(0, 2)).toEqual([0, 1]);
    document.applyEdit({ startLine: 0, startColumn: 0, endLine: 0, endColumn: 0, newText: "# first\n" });
    expect(document.sharing("duplicate-id", 7).slice(0, 2)).toEqual([1, 2]);
  });

  it("counts the line feed of a line that was the last one", () => {
    const document = new KeyFileDocument(`001 web any ${"k".repeat(2100)}`, context);
    const said = (): unknown =>
      findingsOf(document, options).findings.find(({ rule }) => rule === "line-too-long")?.message;
    expect(said()).toContain("Line of 2112 bytes");
    document.applyEdit({ startLine: 0, startColumn: 2112, endLine: 0, endColumn: 2112, newText: "\n" });
    expect(said()).toContain("Line of 2113 bytes");
  });

  it("counts all findings if it shows only the first ones", () => {
    const document = new KeyFileDocument("x\n".repeat(500), context);
    const { findings, total } = findingsOf(document, { severities: {}, cap: 7 });
    expect(findings).toHaveLength(7);
    expect(total).toBe(501);
  });
});

function offset(text: string, line: number, column: number): number {
  const lines = text.split("\n");
  if (line >= lines.length) return text.length;
  const before = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
  return before + Math.min(column, lines[line]?.length ?? 0);
}

describe("a valid line", () => {
  const soundRecord = fc
    .tuple(
      fc.constantFrom("001", "0123", "12345678", "99999999"),
      fc.constantFrom("web", "a.b-c_d", "-x", "n".repeat(127), "manager-1"),
      fc.constantFrom("any", "10.0.0.1", "1.2.3.4/0", "10.0.0.5/24", "255.255.255.255/32"),
      fc.constantFrom("a".repeat(64), "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0"),
    )
    .map((fields) => fields.join(" "));

  for (const release of releases) {
    it(`has no finding of the rules that skip it, on ${release.id}`, () => {
      const facts = new LineReader(release);
      fc.assert(
        fc.property(soundRecord, (text) => {
          facts.read(text, false);
          expect(facts.isSound).toBe(true);
          const speaking = lineRules.filter((rule) => rule.applies(facts, { ...context, release }));
          expect(speaking.filter((rule) => !rule.onSoundLines).map(({ code }) => code)).toEqual([]);
        }),
      );
    });
  }
});

describe("the facts of a line", () => {
  for (const release of releases) {
    it(`agree with the model of ${release.id}`, () => {
      const facts = new LineReader(release);
      fc.assert(
        fc.property(
          line.filter((text) => !text.includes("\n") && text.length < 1900),
          (text) => {
            if (text === "") return;
            const piece = readPiece(bytesFromText(text), release);
            facts.read(text, true);
            expect(facts.kind).toBe(piece.kind);
            if (piece.kind === "record") {
              expect(facts.ipKind).toBe(piece.address.kind);
              expect(bytesFromText(facts.name).slice(0, 127)).toBe(piece.name);
            }
          },
        ),
        { numRuns: 1000 },
      );
    });
  }
});
