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
