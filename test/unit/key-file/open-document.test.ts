/** An open `client.keys`: what it says about its lines and about edits, also about places outside it. */

import { describe, expect, it } from "vitest";
import { KeyFileDocument } from "../../../core/lint/key-file/document/key-file-document.ts";
import { lineRules } from "../../../core/lint/key-file/rules/index.ts";
import { newestRelease } from "../../../core/manager/index.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const context = { release: newestRelease, role: "manager", hostName: undefined } as const;
const open = (text: string) => new KeyFileDocument(text, context);
/** An edit of one place, or from there to another. */
const edit = (
  startLine: number,
  startColumn: number,
  newText: string,
  endLine = startLine,
  endColumn = startColumn,
) => ({ startLine, startColumn, endLine, endColumn, newText });

describe("an edit", () => {
  it("makes a new revision", () => {
    const document = open("001 web any k\n");
    expect(document.revision).toBe(0);
    document.applyEdit(edit(0, 3, ""));
    expect(document.revision).toBe(1);
    document.applyEdit(edit(0, 0, "#"));
    expect(document.revision).toBe(2);
  });

  it.each([
    [edit(-1, 7, "x"), "xab\ncd"],
    [edit(0, -5, "x"), "xab\ncd"],
    [edit(0, 99, "x"), "abx\ncd"],
    [edit(9, 0, "x"), "ab\ncdx"],
    [edit(-3, 9, "x", 9, 9), "x"],
    [edit(0, 1, "\n", 1, 1), "a\nd"],
  ])("%j is moved into the text: %j", (given, expected) => {
    const document = open("ab\ncd");
    document.applyEdit(given);
    expect(document.getText()).toBe(expected);
    expect(document.lineCount).toBe(expected.split("\n").length);
  });

  it.each([
    [edit(0, 0, "", 1, 2), true],
    [edit(-1, 3, "", 7, 0), true],
    [edit(0, -1, "", 1, 99), true],
    [edit(0, 1, "", 1, 2), false],
    [edit(1, 0, "", 1, 2), false],
    [edit(0, 0, "", 1, 1), false],
    [edit(0, 0, "", 0, 2), false],
  ])("%j replaces the whole text: %s", (given, expected) => {
    expect(open("ab\ncd").isReplacedBy(given)).toBe(expected);
  });
});

describe("a line", () => {
  it("outside the text is empty, and shares nothing", () => {
    const document = open(`001 web 10.0.0.0/8 ${KEY}\n`);
    for (const line of [-1, 2, 99]) {
      expect(document.lineText(line)).toBe("");
      expect(document.containingRange(line)).toBeUndefined();
    }
    expect(document.lineText(1)).toBe("");
  });

  it("has the line with the widest range around it, which is not itself", () => {
    const document = open(
      [
        `001 a 10.1.0.0/16 ${KEY}`,
        `002 b 10.0.0.0/8 ${KEY}`,
        `003 c 10.1.2.0/24 ${KEY}`,
        `004 d 10.0.0.0/8 ${KEY}`,
        `005 e 11.0.0.0/8 ${KEY}`,
      ].join("\n"),
    );
    expect([0, 1, 2, 3, 4].map((line) => document.containingRange(line))).toEqual([1, 3, 1, 1, undefined]);
  });
});

describe("a rule", () => {
  const text = `001  web any ${KEY}\n001 db any ${KEY}\n`;
  const codes = (document: KeyFileDocument) =>
    [...document.markedLines()].map(({ line, codes }) => [line, ...codes.toSorted()]);

  it("marks lines, and is counted", () => {
    const document = open(text);
    expect(codes(document)).toEqual([
      [0, "double-space", "duplicate-id"],
      [1, "duplicate-id"],
    ]);
    expect(["double-space", "duplicate-id", "blank-line"].map((code) => document.countOf(code))).toEqual([
      1, 2, 0,
    ]);
  });

  it("that is off is counted, but marks no line", () => {
    const off = new Set(["duplicate-id"]);
    const document = new KeyFileDocument(text, context, (code) => off.has(code));
    expect(codes(document)).toEqual([[0, "double-space"]]);
    expect(document.countOf("duplicate-id")).toBe(2);
  });
});

it("after lines have come and gone, everything is as in a file with that text", () => {
  const lines = [
    `001 web any ${KEY}`,
    `001 web 10.0.0.1 ${KEY}\r\r`,
    "002 db ANY k",
    `003 !old any ${KEY}`,
    "",
    `004  dc 10.0.0.1 ${KEY}`,
    "# note",
    `005 Web 10.0.0.0/8 ${KEY}`,
    `006 x 10.1.0.0/16 ${KEY}`,
  ];
  const facts = (document: KeyFileDocument) => ({
    facts: document.fileFacts(),
    marks: [...document.markedLines()],
    counts: lineRules.map(({ code }) => document.countOf(code)),
    shared: Array.from({ length: document.lineCount }, (_, line) => [
      document.sharing("duplicate-id", line),
      document.sharing("duplicate-name", line),
      document.sharing("similar-name", line),
      document.containingRange(line),
      document.editorLines === undefined,
    ]),
  });
  for (let first = 0; first < lines.length; first++) {
    for (let last = first; last < lines.length; last++) {
      const document = open(lines.join("\n"));
      document.applyEdit(edit(first, 0, "007 web any k\n# more", last, lines[last]?.length));
      expect(facts(document), `${first} to ${last}`).toEqual(facts(open(document.getText())));
      document.applyEdit(edit(0, 0, `${lines.slice(first).join("\n")}\n`));
      expect(facts(document), `${first} to ${last}`).toEqual(facts(open(document.getText())));
    }
  }
});

it.each(["", "\n"])("a large file that ends with %j says whether its last line has a line feed", (end) => {
  const lines = Array.from({ length: 600 }, (_, at) => {
    const id = String(at + 1).padStart(3, "0");
    return `${id} web-${at} any ${KEY.slice(0, 60)}${at.toString(16).padStart(4, "0")}`;
  });
  const document = open(lines.join("\n") + end);
  expect(document.fileFacts()).toEqual({
    lines: 600,
    records: 600,
    removed: 0,
    ignored: 0,
    skipped: 0,
    fatal: 0,
    endsWithoutLineFeed: end === "",
  });
  expect(document.lineText(599)).toBe(lines[599]);
  expect(document.countOf("duplicate-id")).toBe(0);
  document.applyEdit({ startLine: 599, startColumn: 0, endLine: 599, endColumn: 3, newText: "001" });
  expect(document.sharing("duplicate-id", 599)).toEqual([0, 599]);
});
