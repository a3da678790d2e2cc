/** Text for terminals: its width, its lines, its colours, and nothing that moves the cursor. */

import { describe, expect, it } from "vitest";
import { ExitCode } from "../../../cli/exit-code.ts";
import { exitLine } from "../../../cli/terminal/exit-line.ts";
import { findingLines } from "../../../cli/terminal/finding-lines.ts";
import { labelled, paintSeverity } from "../../../cli/terminal/look.ts";
import { count, inThousands } from "../../../cli/terminal/number.ts";
import { onOneLine } from "../../../cli/terminal/printable.ts";
import { columnsOf, widthOf } from "../../../cli/terminal/width.ts";
import { wrap } from "../../../cli/terminal/wrap.ts";
import { dim, lookOf, red } from "./looks.ts";

it.each([
  ["", 0],
  ["abc ~", 5],
  ["é", 1],
  ["日本", 4],
  ["a日", 3],
  ["e\u0301", 1],
  ["a\u20dd", 1],
  ["a\u200d", 1],
  ["😀", 2],
  ["•", 1],
])("%s needs %d columns", (text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});

describe("the width", () => {
  it.each([
    ["60", undefined, 60],
    ["60", 100, 60],
    [undefined, 100, 100],
    [undefined, 0, 80],
    [undefined, 200, 120],
    [undefined, 5, 20],
    ["5", undefined, 20],
    ["0", 100, 100],
    ["-3", 100, 100],
    ["1.5", 100, 100],
    ["wide", 100, 100],
    ["0", undefined, Number.POSITIVE_INFINITY],
    [undefined, undefined, Number.POSITIVE_INFINITY],
  ])("with COLUMNS=%s in a terminal of %s columns is %d", (set, columns, width) => {
    const stream = columns === undefined ? {} : { isTTY: true, columns };
    expect(widthOf(stream, set === undefined ? {} : { COLUMNS: set })).toBe(width);
  });

  it("of a file is not limited, whatever it says", () => {
    expect(widthOf({ isTTY: false, columns: 100 }, {})).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("lines", () => {
  const indent = { first: "- ", rest: "  " };
  it.each([
    ["one two three", 7, undefined, ["one two", "three"]],
    ["one two three", 6, undefined, ["one", "two", "three"]],
    ["one two", 100, undefined, ["one two"]],
    ["one  two", 100, undefined, ["one  two"]],
    ["", 10, undefined, [""]],
    ["one two three", 9, indent, ["- one two", "  three"]],
    ["one two three", 8, indent, ["- one", "  two", "  three"]],
    ["abcdefgh", 4, undefined, ["abcd", "efgh"]],
    ["a bcdefgh", 4, undefined, ["a", "bcde", "fgh"]],
    ["abcdefgh", 6, indent, ["- abcd", "  efgh"]],
    ["日本語です", 4, undefined, ["日本", "語で", "す"]],
    ["日本 語", 6, undefined, ["日本", "語"]],
    ["日本 語", 7, undefined, ["日本 語"]],
    ["ab", 2, indent, ["- ab"]],
    ["ab", 3, indent, ["- a", "  b"]],
  ] as const)("%j in %d columns", (text, width, indents, lines) => {
    expect(wrap(text, width, indents)).toEqual(lines);
  });
});

it.each([
  ["a\tb\n", "a␉b␊"],
  ["\0\x1b[2J\x1f", "␀␛[2J␟"],
  ["\x7f", "␡"],
  ["\x80\x9f", "��"],
  ["\u2028\u2029\u202a\u202e\u2066\u2069", "������"],
  ["~ é\xa0", "~ é\xa0"],
  ["\u2027\u202f\u2065\u206a", "\u2027\u202f\u2065\u206a"],
])("%j is shown on one line", (text, shown) => {
  expect(onOneLine(text)).toBe(shown);
});

it.each([
  [0, "0 polls", "0"],
  [1, "1 poll", "1"],
  [2, "2 polls", "2"],
  [999, "999 polls", "999"],
  [1000, "1,000 polls", "1,000"],
  [123456, "123,456 polls", "123,456"],
  [1234567, "1,234,567 polls", "1,234,567"],
])("%d polls", (number, text, digits) => {
  expect([count(number, "poll"), inThousands(number)]).toEqual([text, digits]);
});

describe("a label", () => {
  it("is in a column of its own, and the text wraps beside it", () => {
    expect(labelled("answer", "one two three", lookOf(25))).toEqual([
      "  answer       one two",
      "               three",
    ]);
    expect(labelled("", "one", lookOf(80))).toEqual(["               one"]);
    expect(labelled("thirteen char", "one", lookOf(80))).toEqual(["  thirteen char one"]);
    expect(labelled("twelve chars", "one", lookOf(80))).toEqual(["  twelve chars one"]);
  });

  it("is dim, unless it has a colour; the text has its own", () => {
    const coloured = lookOf(25, true);
    expect(labelled("answer", "one two three", coloured, red)).toEqual([
      `  ${dim("answer")}       ${red("one two")}`,
      `               ${red("three")}`,
    ]);
    expect(labelled("answer", "one", coloured, undefined, red)).toEqual([`  ${red("answer")}       one`]);
    expect(labelled("", "one", coloured)).toEqual(["               one"]);
  });
});

it("each severity has its colour", () => {
  const painted = (["error", "warning", "information", "hint"] as const).map((severity) =>
    paintSeverity(severity, lookOf(80, true))("x"),
  );
  expect(painted).toEqual([red("x"), "\x1b[33mx\x1b[39m", "\x1b[34mx\x1b[39m", dim("x")]);
});

describe("the first line of a finding", () => {
  const finding = {
    path: "a\tb.keys",
    line: 3,
    column: 14,
    severity: "error",
    message: "It\nstops.",
    name: "invalid-ip",
  } as const;

  it("has the form of compilers", () => {
    expect(findingLines(finding, "  ", lookOf(80))).toEqual(["a␉b.keys:3:14: error: It␊stops. [invalid-ip]"]);
    expect(findingLines(finding, "  ", lookOf(30))).toEqual([
      "a␉b.keys:3:14: error:",
      "  It␊stops. [invalid-ip]",
    ]);
  });

  it("is wrapped at the width of findings, which is not that of the rest", () => {
    const both = { ...lookOf(20), findingWidth: 100 };
    expect(findingLines(finding, "  ", both)).toHaveLength(1);
  });

  it("has a bold place and a coloured severity, unless they are on two lines", () => {
    expect(findingLines(finding, "  ", lookOf(80, true))).toEqual([
      `\x1b[1ma␉b.keys:3:14:\x1b[22m ${red("error:")} It␊stops. [invalid-ip]`,
    ]);
    expect(findingLines(finding, "", lookOf(20, true))[0]).toBe("a␉b.keys:3:14:");
  });
});

it("the last line says the exit code and why", () => {
  expect(exitLine(ExitCode.findings, [], lookOf(80))).toEqual([]);
  expect(exitLine(ExitCode.findings, ["1 of 2 polls fails", "a warning"], lookOf(80))).toEqual([
    "Exit code 1: 1 of 2 polls fails, a warning.",
  ]);
  expect(exitLine(ExitCode.couldNotRun, ["no script"], lookOf(20, true))).toEqual([
    red("Exit code 2: no"),
    red("script."),
  ]);
});
