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
    ["a comment", "# a file with four words", "# a file with four words"],
    ["a record without a key", "001 web1 any ", "001 web1 any "],
    ["an empty line", "", ""],
  ])("%s", (_title, line, expected) => {
    expect(hidden(line)).toBe(expected);
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
