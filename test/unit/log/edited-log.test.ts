/** An open log after one edit: its lines, and the known ones among them, as in the text that the editor shows. */

import { describe, expect, it } from "vitest";
import { knownLine, LogText } from "../../../core/log/index.ts";

const inUse = "2026/11/21 10:00:00 wazuh-remoted: WARNING: Agent key already in use: agent ID '012'";
const twice = "2026/11/21 10:00:01 wazuh-remoted: ERROR: (1407): Duplicated counter for 'web-13'.";

type Place = readonly [line: number, column: number];

function edited(before: string, [startLine, startColumn]: Place, end: Place, newText: string): LogText {
  const log = new LogText("ossec.log", before);
  // What was read before the edit must not count after it.
  expect(log.summary.lines).toBeGreaterThanOrEqual(0);
  log.applyEdit({ startLine, startColumn, endLine: end[0], endColumn: end[1], newText });
  return log;
}

function linesOf(log: LogText): readonly string[] {
  return Array.from({ length: log.lineCount }, (_, line) => log.lineText(line));
}

const numbersOf = (log: LogText): readonly (readonly [number, string])[] =>
  log.known.map(({ line, content }) => [line, content.id]);

describe("the lines of a log", () => {
  it.each<[string, readonly string[]]>([
    ["", [""]],
    ["one", ["one"]],
    ["one\ntwo", ["one", "two"]],
    ["one\r\ntwo\n", ["one", "two", ""]],
    ["one\rtwo\r", ["one", "two", ""]],
  ])("%j", (text, lines) => {
    expect(linesOf(new LogText("ossec.log", text))).toEqual(lines);
  });

  it("end: there is nothing after the last", () => {
    expect(new LogText("ossec.log", "one").lineText(1)).toBe("");
  });
});

describe("an edit", () => {
  it.each<[string, string, Place, Place, string, readonly string[]]>([
    [
      "at the end of the last line",
      "one\ntwo",
      [1, 3],
      [1, 3],
      "!\nthree\nfour",
      ["one", "two!", "three", "four"],
    ],
    ["after the last line", "one\n", [9, 0], [9, 0], "two", ["one", "two"]],
    ["of nothing", "one\ntwo", [1, 3], [1, 3], "", ["one", "two"]],
    ["in a line", "one\ntwo\nthree", [1, 1], [1, 2], "WW", ["one", "tWWo", "three"]],
    ["at the end of a line that is not the last", "one\ntwo", [0, 3], [0, 3], "!", ["one!", "two"]],
    ["in the last line", "one\ntwo", [1, 0], [1, 1], "", ["one", "wo"]],
    ["over lines", "one\ntwo\nthree\nfour", [0, 1], [2, 2], "-", ["o-ree", "four"]],
    ["that adds lines", "one\ntwo", [0, 1], [0, 1], "a\nb\r\nc", ["oa", "b", "cne", "two"]],
    ["to the end and beyond", "one\ntwo", [0, 1], [9, 0], "X", ["oX"]],
    ["that takes everything", "one\ntwo", [0, 0], [1, 3], "", [""]],
  ])("%s", (_where, before, start, end, newText, lines) => {
    expect(linesOf(edited(before, start, end, newText))).toEqual(lines);
  });
});

describe("a line feed after a carriage return at the end", () => {
  it.each<[string, () => LogText, readonly string[]]>([
    ["of the first text", () => new LogText("a", "one\r"), ["one", "", "two"]],
    ["of what was added", () => edited("one", [0, 3], [0, 3], "\r"), ["one", "", "two"]],
    ["of what replaced the end", () => edited("one", [0, 1], [0, 3], "\r"), ["o", "", "two"]],
    ["of what replaced it and more", () => edited("one\ntwo", [0, 1], [9, 0], "\r"), ["o", "", "two"]],
  ])("%s belongs to it", (_where, logOf, lines) => {
    const log = logOf();
    const last = log.lineCount - 1;
    log.applyEdit({ startLine: last, startColumn: 0, endLine: last, endColumn: 0, newText: "\n\ntwo" });
    expect(linesOf(log)).toEqual(lines);
  });

  it.each<[string, () => LogText, readonly string[]]>([
    ["where the text has another end", () => new LogText("a", "\rone"), ["", "one", "", "two"]],
    ["where more was added since", () => edited("one\r", [1, 0], [1, 0], "\rx"), ["one", "", "x", "", "two"]],
    ["where the end was taken away", () => edited("one\r", [0, 1], [1, 0], ""), ["o", "", "two"]],
    ["where the end was replaced", () => edited("one\r", [0, 1], [1, 0], "\rx"), ["o", "x", "", "two"]],
  ])("%s is a line end of its own", (_where, logOf, lines) => {
    const log = logOf();
    const last = log.lineCount - 1;
    const column = log.lineText(last).length;
    log.applyEdit({
      startLine: last,
      startColumn: column,
      endLine: last,
      endColumn: column,
      newText: "\n\ntwo",
    });
    expect(linesOf(log)).toEqual(lines);
  });

  it("stays one where an edit is elsewhere", () => {
    const log = edited("one\ntwo\r", [0, 0], [0, 1], "O\rx");
    log.applyEdit({ startLine: 3, startColumn: 0, endLine: 3, endColumn: 0, newText: "\nthree" });
    expect(linesOf(log)).toEqual(["O", "xne", "two", "three"]);
  });
});

describe("the known lines of a log", () => {
  it("are read again after an edit in the middle", () => {
    const log = edited(`${inUse}\n${inUse}\n${inUse}\n`, [1, 0], [1, inUse.length], twice);
    expect(numbersOf(log)).toEqual([
      [1, "key-in-use"],
      [2, "duplicated-counter"],
      [3, "key-in-use"],
    ]);
    expect(log.summary).toMatchObject({
      files: [{ path: "ossec.log", lines: 3, known: 3 }],
      lines: 3,
      known: 3,
    });
  });

  it("are those before an edit and those after it", () => {
    expect(numbersOf(edited(`${inUse}\n${twice}\nx`, [1, 0], [2, 0], ""))).toEqual([[1, "key-in-use"]]);
    expect(numbersOf(edited(`x\n${twice}\n${inUse}`, [0, 0], [1, 0], ""))).toEqual([
      [1, "duplicated-counter"],
      [2, "key-in-use"],
    ]);
  });

  it("grow with a last line that was already read", () => {
    const [head, tail] = [inUse.slice(0, -5), inUse.slice(-5)];
    const log = edited(`${twice}\n${head}`, [1, head.length], [1, head.length], tail);
    expect(numbersOf(log)).toEqual([
      [1, "duplicated-counter"],
      [2, "key-in-use"],
    ]);
    expect(log.summary.lines).toBe(2);
  });

  it("are kept where a line end is added to the last line", () => {
    const log = new LogText("ossec.log", `${inUse}\n${inUse}`);
    const [first] = log.known;
    log.applyEdit({ startLine: 1, startColumn: 99, endLine: 1, endColumn: 99, newText: `\n${twice}` });
    expect(log.known.map(({ line }) => line)).toEqual([1, 2, 3]);
    expect(log.known[0]).toBe(first);
  });

  it("are reported once, however often one asks", () => {
    const log = new LogText("ossec.log", `${inUse}\n`);
    expect(log.summary).toBe(log.summary);
    expect(log.summary.causes).toMatchObject([{ cause: "key-in-use", count: 1 }]);
    expect(log.known).toHaveLength(1);
    expect(log.summary.lines).toBe(1);
  });

  it("are kept up to a limit, and all of them count", () => {
    const log = new LogText("ossec.log", `${inUse}\n`.repeat(20_003));
    expect(log.known).toHaveLength(20_000);
    expect(log.known.at(-1)?.line).toBe(20_000);
    expect(log.summary).toMatchObject({ lines: 20_003, known: 20_003 });
  });

  it("are read line by line however long the log is", () => {
    const log = new LogText(
      "ossec.log",
      `${"x".repeat(700_000)}\n${inUse}\n${"y".repeat(700_000)}\n${twice}`,
    );
    expect(numbersOf(log)).toEqual([
      [2, "key-in-use"],
      [4, "duplicated-counter"],
    ]);
    expect(log.summary.lines).toBe(4);
  });
});

it("has the meaning of a single line", () => {
  expect(knownLine(inUse)).toMatchObject({
    line: 1,
    time: "2026/11/21 10:00:00",
    content: { id: "key-in-use" },
  });
  expect(knownLine("something else")).toBeUndefined();
});
