/** The line around a finding: short enough to be read, with the mark at the same characters. */

import { describe, expect, it } from "vitest";
import { cut, excerptOfLine, shownKeyLine } from "../../../cli/lint/excerpt.ts";

const KEY = "0123456789abcdef".repeat(4);

describe("a line", () => {
  it("of at most 160 characters stays whole", () => {
    const text = "x".repeat(160);
    expect(cut(text, 3, 5)).toEqual({ text, start: 3, end: 5 });
  });

  it("that is longer is cut after the finding", () => {
    const text = `${"a".repeat(20)}MARK${"b".repeat(200)}`;
    const shown = cut(text, 20, 24);
    expect(shown).toEqual({ text: `${text.slice(0, 160)}…`, start: 20, end: 24 });
  });

  it("that is longer is cut before and after the finding", () => {
    const text = `${"a".repeat(100)}MARK${"b".repeat(200)}`;
    const shown = cut(text, 100, 104);
    expect(shown.text).toBe(`…${text.slice(40, 200)}…`);
    expect(shown.text.slice(shown.start, shown.end)).toBe("MARK");
  });

  it("that is longer is cut before a finding at its end", () => {
    const text = `${"a".repeat(200)}MARK`;
    const shown = cut(text, 200, 204);
    expect(shown.text).toBe(`…${text.slice(44)}`);
    expect(shown.text.slice(shown.start, shown.end)).toBe("MARK");
  });

  it("ends the mark where it ends itself", () => {
    const shown = cut("a".repeat(300), 0, 300);
    expect(shown).toEqual({ text: `${"a".repeat(160)}…`, start: 0, end: 160 });
  });

  it("shows blanks at its end, and no key", () => {
    expect(shownKeyLine(`001 web any ${KEY}  `)).toBe("001 web any ••••••••␠␠");
    expect(excerptOfLine(`001 web any ${KEY}`, 4, 7)).toEqual({
      text: "001 web any ••••••••",
      start: 4,
      end: 7,
    });
    expect(excerptOfLine(`001 web any ${KEY}`, 12, 76)).toEqual({
      text: "001 web any ••••••••",
      start: 12,
      end: 20,
    });
    expect(excerptOfLine(`${KEY} rest`, 65, 69)).toEqual({ text: "•••••••• rest", start: 9, end: 13 });
    // A place in the middle of a key is all of it.
    expect(excerptOfLine(`001 web any ${KEY}`, 14, 16)).toEqual({
      text: "001 web any ••••••••",
      start: 12,
      end: 20,
    });
  });
});
