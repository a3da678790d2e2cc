/** What users see of an output: the part around the problem, the stream of each byte, and never a key. */

import { expect, test } from "vitest";
import { judge } from "../../../core/lint/answer/index.ts";
import { KeyMask } from "../../../core/lint/mask.ts";
import { defaultSettings, KeyStore, newestRelease, type Source } from "../../../core/manager/index.ts";
import { type Judged, outputDifference, printedIn, printedView } from "../../../core/poll/index.ts";

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
});

test("an output that ends where the other continues has no byte to mark", () => {
  const difference = outputDifference(judged("abc"), judged("abcd"));
  expect(difference === undefined ? [] : [marked(difference.one), marked(difference.other)]).toEqual([
    [],
    ["d"],
  ]);
});
