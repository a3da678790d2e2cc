/** Columns of an editor that counts bytes or characters are converted, in every message and in both directions. */

import { describe, expect, it } from "vitest";
import type { PositionEncodingKind } from "vscode-languageserver";
import type { OpenFile } from "../../../server/documents.ts";
import { PositionEncoding } from "../../../server/position-encoding.ts";

// One, two, three and four bytes: a, é, €, 😀.
const TEXT = "plain\naé€😀z\r\nlast";
const file: OpenFile = { kind: "other", uri: "x", languageId: "plaintext", version: 1, text: TEXT };

function chosen(positionEncodings?: PositionEncodingKind[]): string {
  const capabilities = positionEncodings === undefined ? {} : { general: { positionEncodings } };
  return PositionEncoding.chosenBy({ processId: null, rootUri: null, capabilities }).kind;
}

describe("the encoding", () => {
  it.each([
    [undefined, "utf-16"],
    [[], "utf-16"],
    [["utf-8", "utf-16"], "utf-8"],
    [["utf-32", "utf-8"], "utf-32"],
    [["utf-16", "utf-8"], "utf-16"],
    [["utf-7", "utf-8"], "utf-8"],
    [["utf-7"], "utf-16"],
  ])("of an editor that names %j is %s", (names, kind) => {
    expect(chosen(names)).toBe(kind);
  });
});

/** Columns of the second line: in UTF-16 units, in bytes, in characters. */
const columns = [
  [0, 0, 0],
  [1, 1, 1],
  [2, 3, 2],
  [3, 6, 3],
  [5, 10, 4],
  [6, 11, 5],
] as const;

describe.each([
  ["utf-8", 1],
  ["utf-32", 2],
] as const)("columns in %s", (kind, index) => {
  const encoding = new PositionEncoding(kind);

  it.each(columns)("are sent and received: %i is %i bytes, %i characters", (...row) => {
    const [inUnits, inEditor] = [
      { line: 1, character: row[0] },
      { line: 1, character: row[index] },
    ];
    expect(encoding.sent(inUnits, file)).toEqual(inEditor);
    expect(encoding.received(inEditor, file)).toEqual(inUnits);
  });

  it("are the same in a line of ASCII, also behind its end", () => {
    for (const character of [0, 3, 5, 9]) {
      expect(encoding.sent({ line: 0, character }, file)).toEqual({ line: 0, character });
      expect(encoding.received({ line: 0, character }, file)).toEqual({ line: 0, character });
    }
  });
});

describe("a column in the middle of a character", () => {
  it.each([
    [2, 1],
    [4, 2],
    [5, 2],
    [7, 3],
    [9, 3],
  ])("becomes its start: byte %i is unit %i", (byte, character) => {
    expect(new PositionEncoding("utf-8").received({ line: 1, character: byte }, file)).toEqual({
      line: 1,
      character,
    });
  });

  it("stays behind the end of its line if it is behind", () => {
    // With the carriage return the line has 12 bytes and 7 units.
    expect(new PositionEncoding("utf-8").received({ line: 1, character: 14 }, file)).toEqual({
      line: 1,
      character: 9,
    });
  });
});

it("converts every position of a message, and nothing else", () => {
  const message = {
    uri: "x",
    version: 3,
    none: null,
    items: [{ range: { start: { line: 1, character: 3 }, end: { line: 1, character: 5 } }, text: "a" }],
  };
  expect(new PositionEncoding("utf-8").sent(message, file)).toEqual({
    ...message,
    items: [{ range: { start: { line: 1, character: 6 }, end: { line: 1, character: 10 } }, text: "a" }],
  });
  expect(new PositionEncoding().sent(message, file)).toBe(message);
  expect(new PositionEncoding().received(message, file)).toEqual(message);
});

it("converts each change", () => {
  const change = (character: number) => ({
    range: { start: { line: 1, character }, end: { line: 1, character } },
    text: "x",
  });
  expect([...new PositionEncoding("utf-8").changes([change(3), change(6)], file)]).toEqual([
    change(2),
    change(3),
  ]);
});
