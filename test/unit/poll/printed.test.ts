/** What users see of an output: the part around the problem, the stream of each byte, and never a key. */

import { expect, test } from "vitest";
import { judge } from "../../../core/lint/answer/index.ts";
import { KeyMask } from "../../../core/lint/mask.ts";
import { defaultSettings, KeyStore, newestRelease, type Source } from "../../../core/manager/index.ts";
import { type Judged, outputDifference, printedIn, printedView } from "../../../core/poll/index.ts";
import { release } from "./support.ts";

const mask = new KeyMask();
const KEY = "0123456789abcdef".repeat(4);

function judged(output: string): Judged {
  const source: Source = { kind: "output", output };
  return { source, verdict: judge("id:001", source, new KeyStore(), defaultSettings(newestRelease)) };
}

/** The text above a mark. */
const marked = ({ lines }: ReturnType<typeof printedView>): readonly string[] =>
  lines.flatMap(({ text, mark }) => (mark === undefined ? [] : [text.slice(mark.start, mark.end)]));

test("a line is cut where another stream continues, and each part is named", () => {
  const output = 'warn: ü\n{"error":0';
  const bytes = Buffer.from(output).toString("latin1");
  const view = printedView(bytes, {
    spans: [
      { stream: "stderr", start: 0, end: 6 },
      { stream: "stdout", start: 6, end: bytes.length },
    ],
    mask,
  });
  expect(view).toEqual({
    bytes: bytes.length,
    before: 0,
    behind: 0,
    lines: [
      { line: 1, stream: "stderr", text: "warn: " },
      { line: 1, stream: "stdout", text: "ü\\n" },
      { line: 2, stream: "stdout", text: '{"error":0' },
    ],
  });
});

test.each<[title: string, output: string, at: number, shown: readonly string[]]>([
  [
    "three lines before its line",
    "a\nb\nc\nd\nee!\nf",
    10,
    ["2 b\\n", "3 c\\n", "4 d\\n", "5 ee!\\n", "6 f"],
  ],
  ["three lines before its first byte", "a\nb\nc\nd\n!\n", 8, ["2 b\\n", "3 c\\n", "4 d\\n", "5 !\\n"]],
  ["before the end of its line", "ab!\ncd", 2, ["1 ab!\\n", "2 cd"]],
  ["a line feed that is the first byte", "\nab", 0, ["1 \\n", "2 ab"]],
  ["after an empty line", "\n!", 1, ["1 \\n", "2 !"]],
  ["after two empty lines", "\n\na\nb\n!", 6, ["2 \\n", "3 a\\n", "4 b\\n", "5 !"]],
  ["240 bytes of its line", `${"-".repeat(240)}!`, 240, [`1 ${"-".repeat(240)}!`]],
  ["120 bytes of a longer line", `${"b".repeat(121)}${"-".repeat(120)}!`, 241, [`1 ${"-".repeat(120)}!`]],
  ["no long line before its line", `c\n${"-".repeat(240)}\nxy!`, 244, ["3 xy!"]],
  ["1200 bytes from the problem on", `!${"-".repeat(1300)}`, 0, [`1 !${"-".repeat(1199)}`]],
])("around the problem is shown: %s", (_title, output, at, shown) => {
  const view = printedView(output, { marked: { start: at, end: at + 1 }, mask });
  expect(view.lines.map(({ line, text }) => `${line} ${text}`)).toEqual(shown);
});

test("of many lines twelve are shown, and what is before and behind is counted", () => {
  const view = printedView("\n".repeat(20), { mask });
  expect(view.lines.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(view).toMatchObject({ bytes: 20, before: 0, behind: 8 });
  const later = printedView("ab\n".repeat(20), { marked: { start: 30, end: 31 }, mask });
  expect(later).toMatchObject({ bytes: 60, before: 21, behind: 3 });
});

test("far into a large output the problem is marked, and the streams are named", () => {
  const output = `${"-".repeat(99)}\n`.repeat(30_000);
  const at = 1_500_000;
  const view = printedView(`${output.slice(0, at)}warn!!\n${output.slice(at)}`, {
    marked: { start: at + 4, end: at + 6 },
    spans: [
      { stream: "stdout", start: 0, end: at },
      { stream: "stderr", start: at, end: at + 7 },
      { stream: "stdout", start: at + 7, end: output.length + 7 },
    ],
    mask,
  });
  const line = (number: number) => ({ line: number, stream: "stdout", text: `${"-".repeat(99)}\\n` });
  expect(view.lines.slice(0, 4)).toStrictEqual([
    line(14_999),
    line(15_000),
    { line: 15_001, stream: "stderr", text: "warn!!\\n", mark: { start: 4, end: 6 } },
    line(15_002),
  ]);
  expect(view).toMatchObject({ bytes: 3_000_007, before: at - 200 });
});

test("a mark covers escapes and characters, and a line without a stream names none", () => {
  expect(printedView("a\x01b!", { marked: { start: 0, end: 3 }, mask }).lines).toStrictEqual([
    { line: 1, text: "a\\x01b!", mark: { start: 0, end: 6 } },
  ]);
  expect(printedView("!a\x01b", { marked: { start: 1, end: 4 }, mask }).lines).toStrictEqual([
    { line: 1, text: "!a\\x01b", mark: { start: 1, end: 7 } },
  ]);
});

test.each([
  ["a Python dict", "{'error': 0}", ["'"]],
  ["an answer that ends too early", '{"error":0', ["0"]],
  ["an error with its message", '{"error":4,"message":"no"}', []],
  ["text before the answer", 'warn\n{"error":0}', ["warn\\n"]],
])("what causes the verdict is marked: %s", (_title, output, expected) => {
  const { verdict, source } = judged(output);
  expect(marked(printedIn(verdict, source, undefined))).toEqual(expected);
});

test("a problem that is not in the output leaves the mark to the next that is", () => {
  const output = `{"error":0,"data":{"id":"001","name":"web","ip":"any","key":"${KEY}"}} bye`;
  const end = { kind: "exit", code: 0 } as const;
  const late = { execPath: "x", commandLine: "x id 001", output, end, timedOut: true, overLimit: false };
  const source: Source = { kind: "execution", execution: late };
  const verdict = judge("id:001", source, new KeyStore(), defaultSettings(release("3.8")));
  expect(verdict.findings[0]?.span).toBeUndefined();
  expect(marked(printedIn(verdict, source, undefined))).toEqual([" bye"]);
});

test.each([
  ["the first byte", 0, "n"],
  ["a byte far behind", 50_001, "s"],
  ["a byte of a long line", 120_100, "x"],
  ["the last byte", 140_000, "!"],
])("the problem is visible and marked: %s", (_title, at, sign) => {
  const output = `${"noise\n".repeat(20_000)}${"x".repeat(20_000)}!`;
  const view = printedView(output, { marked: { start: at, end: at + 1 }, mask });
  expect(marked(view)).toEqual([sign]);
  expect(view.lines.length).toBeLessThanOrEqual(12);
  expect(view.before + view.behind).toBeGreaterThan(output.length - 2000);
});

test("megabytes are shown by their part around the problem, with its line", () => {
  const output = `${"noise\n".repeat(2_000_000)}{'error': 0}`;
  const view = printedIn(judged(output).verdict, { kind: "output", output }, undefined);
  expect(view.lines[0]).toMatchObject({ line: 1, text: "noise\\n" });
  const at = output.length - 10;
  const last = printedView(output, { marked: { start: at, end: at + 1 }, mask }).lines.at(-1);
  expect(last).toMatchObject({ line: 2_000_001, text: "{'error': 0}" });
});

test.each([
  ["an answer", `{"error":0,"data":{"id":"001","key":"${KEY}"}}`],
  ["an answer that is cut off", `{"error":0,"data":{"key":"${KEY}"`],
  ["a short key", '{"error":0,"data":{"key":"0123456789abcdef"'],
  ["UTF-16", Buffer.from(`{"key":"${KEY}"}`, "utf16le").toString("latin1")],
])("no key is shown of %s", (_title, output) => {
  const { verdict, source } = judged(output);
  const text = printedIn(verdict, source, undefined)
    .lines.map((line) => line.text)
    .join("");
  expect(text).toContain("••••••••");
  expect(text.replaceAll("\\x00", "")).not.toMatch(/0123|cdef/);
});

test("the first difference of two outputs is marked in both", () => {
  const difference = outputDifference(judged('{"error":4}\n'), judged('{"error":5}\n'));
  expect(difference?.offset).toBe(9);
  expect(difference === undefined ? [] : [marked(difference.one), marked(difference.other)]).toEqual([
    ["4"],
    ["5"],
  ]);
  expect(outputDifference(judged("same"), judged("same"))).toBeUndefined();
  expect(outputDifference(judged("same"), judged(""))).toMatchObject({ offset: 0, other: { lines: [] } });
});

test("an output that ends where the other continues has no byte to mark", () => {
  const difference = outputDifference(judged("abc"), judged("abcd"));
  expect(difference === undefined ? [] : [marked(difference.one), marked(difference.other)]).toEqual([
    [],
    ["d"],
  ]);
});
