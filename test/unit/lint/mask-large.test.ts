/** A secret of any length is hidden. */

import { describe, expect, it } from "vitest";
import { keyColumns } from "../../../core/lint/key-file/index.ts";
import { KeyMask, MASK } from "../../../core/lint/mask.ts";

const hide = (text: string): string => new KeyMask().hide(text);

describe("a line of 64 MB", () => {
  const SIZE = 64 * 1024 * 1024;
  it.each([
    ["hexadecimal digits", "a".repeat(SIZE)],
    ["a record", `001 web any ${"0123456789abcdef".repeat(SIZE / 16)}`],
    ["a string without an end", `{"key":"${"x".repeat(SIZE)}`],
    ["an import string without an end", `MDAxIHdlYiBhbnkg${"YWJj".repeat(SIZE / 4)}`],
  ])("of %s is hidden", (_what, line) => {
    expect(hide(line).length).toBeLessThan(40);
    expect(hide(line)).toContain(MASK);
    expect(keyColumns(line).length).toBe(line.startsWith("{") ? 0 : 1);
  });
});
