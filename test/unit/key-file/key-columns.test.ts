/** Which columns of a line the editor hides because of keys. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyColumns } from "../../../core/lint/key-file/key-columns.ts";

const KEY = "a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90";

/** The line with a star for each hidden column. */
function hidden(line: string): string {
  return keyColumns(line).reduce(
    (text, [start, end]) => text.slice(0, start) + "*".repeat(end - start) + text.slice(end),
    line,
  );
}

describe("hidden columns", () => {
  it.each([
    ["a record", `001 web1 any ${KEY}`, `001 web1 any ${"*".repeat(64)}`],
    ["a removed record", `001 !web1 any ${KEY}`, `001 !web1 any ${"*".repeat(64)}`],
    ["a short key", "001 web1 any secret", "001 web1 any ******"],
    ["a key with blanks inside", "001 web1 any two words ", "001 web1 any ********* "],
    ["two blanks before the key", "001 web1 any  secret", "001 web1 any  ******"],
    ["tabs between the fields", "001\tweb1\tany\tsecret", "001\tweb1\tany\t******"],
    ["a key in a comment", `# ${KEY}`, `# ${"*".repeat(64)}`],
    ["a key without its fields", `001 ${KEY}`, `001 ${"*".repeat(64)}`],
    ["a record in a comment", "# 001 web1 any secret", "# 001 web1 any ******"],
    ["a field too few", "001 web1 secret", "001 web1 ******"],
    ["other separators", "001,web1,10.0.0.1,secret", "001,web1,10.0.0.1,******"],
    [
      "a comment that begins with a number",
      "# 2024 moved by the network team",
      "# 2024 moved by the network team",
    ],
    ["a key longer than its hexadecimal part", `001 web1 any ${KEY} xyz`, `001 web1 any ${"*".repeat(68)}`],
    ["a key in place of the name", `001 ${KEY} any secret`, `001 ${"*".repeat(64)} any ******`],
    ["keys in a comment", `# ${KEY} and ${KEY}`, `# ${"*".repeat(64)} and ${"*".repeat(64)}`],
    ["a record after a blank", " 001 web1 any secret", " 001 web1 any ******"],
    ["a negated address", "# 001 web1 !10.0.0.1 secret", "# 001 web1 !10.0.0.1 ******"],
    ["a range of IPv6", "# 001 web1 fe80::/64 secret", "# 001 web1 fe80::/64 ******"],
    ["a range with a mask", "# 001 web1 10.0.0.0/255.0.0.0 secret", "# 001 web1 10.0.0.0/255.0.0.0 ******"],
    ["any word as the address", "001 web1 somewhere secret", "001 web1 somewhere ******"],
    ["a word before the address", "# 001 web1 x10.0.0.1 secret", "# 001 web1 x10.0.0.1 secret"],
    ["a word after the address", "# 001 web1 10.0.0.1x secret", "# 001 web1 10.0.0.1x secret"],
    ["an endless address", `# 001 web1 ${"1.".repeat(49)} secret`, `# 001 web1 ${"1.".repeat(49)} secret`],
    ["the longest address", `# 001 web1 ${"1.".repeat(48)} secret`, `# 001 web1 ${"1.".repeat(48)} ******`],
    ["a comment whose second word is a number", "# web 1 any secret", "# web 1 any secret"],
    ["a comment with three words", "# 001 web1 secret", "# 001 web1 secret"],
    ["a text that begins with a letter", "a1 web1 secret", "a1 web1 secret"],
    ["words after an address", "001;10.0.0.1;any;one;two", "001;10.0.0.1;any;***;***"],
    ["a comment", "# a file with four words", "# a file with four words"],
    ["a record without a key", "001 web1 any ", "001 web1 any "],
    ["an empty line", "", ""],
  ])("%s", (_title, line, expected) => {
    expect(hidden(line)).toBe(expected);
  });

  it("are in order, and do not overlap", () => {
    const own = [5 + 64 + 5, 5 + 64 + 5 + 64 + 4];
    expect(keyColumns(`001  ${KEY} any ${KEY} xyz`)).toEqual([[5, 69], own]);
    expect(keyColumns(`001 ${KEY} any ${KEY}`)).toEqual([
      [4, 68],
      [73, 137],
    ]);
    expect(keyColumns(`001 web1 any abc ${KEY} xyz`)).toEqual([[13, 17 + 64 + 4]]);
  });

  it("cover every long run of hexadecimal digits, whatever is around it", () => {
    const around = fc.string({ unit: fc.constantFrom(..." \t#!x:.") });
    fc.assert(
      fc.property(around, around, (before, after) => {
        expect(hidden(before + KEY + after)).not.toContain(KEY);
      }),
    );
  });
});
