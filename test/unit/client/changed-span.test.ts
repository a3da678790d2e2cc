/** The replaced part turns one text into the other, and consists of whole lines. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedSpan } from "../../../client/key-file/live-save/changed-span.ts";

const replaced = (before: string, after: string): string => {
  const span = changedSpan(before, after);
  return span === undefined ? before : before.slice(0, span.start) + span.text + before.slice(span.end);
};

describe("the changed span of two texts", () => {
  it("is the line that differs", () => {
    expect(changedSpan("a 1\nb 1\nc 1\n", "a 1\nb 2\nc 1\n")).toEqual({ start: 4, end: 8, text: "b 2\n" });
  });

  it("is nothing if they are equal, and all of it if nothing is", () => {
    expect(changedSpan("a\n", "a\n")).toBeUndefined();
    expect(changedSpan("a", "b")).toEqual({ start: 0, end: 1, text: "b" });
    expect(changedSpan("a\n", "")).toEqual({ start: 0, end: 2, text: "" });
    expect(changedSpan("a\n", "a\na\n")).toEqual({ start: 2, end: 2, text: "a\n" });
  });

  it.each([1 << 15, (1 << 15) + 7, 3 << 15])(
    "is found in long texts, after %i equal characters",
    (length) => {
      const line = "0123456789abcde\n";
      const same = line.repeat(length).slice(-length);
      const start = same.lastIndexOf("\n") + 1;
      expect(changedSpan(`${same}a\n${same}`, `${same}b\n${same}`)).toEqual({
        start,
        end: length + 2,
        text: `${same.slice(start)}b\n`,
      });
      expect(changedSpan(same, same + line)).toEqual({ start: length, end: length, text: line });
      expect(replaced(line + same, same)).toBe(same);
      // Both ends differ, and what is between is not looked at.
      expect(changedSpan(`x\n${same}y\n`, `a\n${same}b\n`)).toEqual({
        start: 0,
        end: length + 4,
        text: `a\n${same}b\n`,
      });
    },
  );

  it("turns one into the other, and cuts no line", () => {
    const text = fc.array(fc.constantFrom("a", "aa", "\n", "\r\n", "🔑"), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const [a, b] = [before.join(""), after.join("")];
        expect(replaced(a, b)).toBe(b);
        const span = changedSpan(a, b);
        for (const at of span === undefined ? [] : [span.start, span.end]) {
          expect(at === 0 || at === a.length || a[at - 1] === "\n").toBe(true);
        }
      }),
    );
  });
});
