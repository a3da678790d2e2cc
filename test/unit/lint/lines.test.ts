/** Places of a text as an editor counts them, and as the manager and parsers do. */

import { describe, expect, it } from "vitest";
import { columnIn, Lines } from "../../../core/lint/lines.ts";

const TEXT = "a\r\nbcd\ne\rf";

describe("the lines of an editor", () => {
  const lines = Lines.ofEditor(TEXT);

  it("end at CR LF, LF and CR", () => {
    expect(lines.count).toBe(4);
    expect([0, 1, 2, 3].map((line) => lines.line(line))).toEqual(["a", "bcd", "e", "f"]);
    expect([0, 1, 2, 3].map((line) => lines.lineWithReturn(line))).toEqual(["a\r", "bcd", "e", "f"]);
    expect(lines.line(4)).toBe("");
  });

  it.each([
    [-5, 0, 0],
    [0, 0, 0],
    [1, 0, 1],
    [2, 0, 2],
    [3, 1, 0],
    [6, 1, 3],
    [7, 2, 0],
    [8, 2, 1],
    [9, 3, 0],
    [10, 3, 1],
    [99, 3, 1],
  ])("the offset %i is at %i:%i", (offset, line, column) => {
    expect(lines.at(offset)).toEqual({ line, column });
  });

  it.each([
    [-1, 2, 0],
    [0, 0, 0],
    [0, 1, 1],
    // Between CR and LF there is a place; after the LF there is none.
    [0, 2, 2],
    [0, 3, 1],
    [1, -3, 3],
    [1, 2, 5],
    [1, 9, 6],
    [2, 5, 8],
    [3, 0, 9],
    [3, 7, 10],
    [4, 0, 10],
  ])("%i:%i is the offset %i", (line, column, offset) => {
    expect(lines.offset({ line, column })).toBe(offset);
  });
});

it("have their text without a CR that ends them, also at the end of the text", () => {
  const lines = Lines.ofEditor("abc\rdef\r");
  expect([0, 1, 2].map((line) => lines.lineWithReturn(line))).toEqual(["abc", "def", ""]);
});

describe("the lines of a file", () => {
  const lines = Lines.ofFile(TEXT);

  it("end at LF only", () => {
    expect(lines.count).toBe(3);
    expect([0, 1, 2].map((line) => lines.lineWithReturn(line))).toEqual(["a\r", "bcd", "e\rf"]);
    expect(lines.line(0)).toBe("a");
    expect(lines.line(2)).toBe("e\rf");
    expect(lines.at(9)).toEqual({ line: 2, column: 2 });
  });

  it("are one in an empty text, and one more after a last LF", () => {
    expect(Lines.ofFile("").count).toBe(1);
    expect(Lines.ofFile("").line(0)).toBe("");
    expect(Lines.ofFile("a\n").count).toBe(2);
    expect(Lines.ofFile("a\n").line(1)).toBe("");
  });
});

it.each([
  ["abc", 0, 0],
  ["abc", 3, 3],
  ["abc", 4, 3],
  ["abc\r", 4, 4],
  ["abc\r", 5, 3],
])("in %j the column %i is %i", (line, column, expected) => {
  expect(columnIn(line, column)).toBe(expected);
});
