/** exec_path becomes the script's arguments by the manager's own rules, not by a shell's. */

import { describe, expect, it } from "vitest";
import { commandLine, releaseFor } from "../../../core/manager/index.ts";

const older = releaseFor("3.13");
const newer = releaseFor("4.14");

/** exec_path, value, arguments before 4.2, arguments from 4.2 on (undefined: the child crashes). */
const cases: readonly [string, string, readonly string[] | undefined, readonly string[]][] = [
  ["/p/s.sh", "001", ["/p/s.sh", "id", "001"], ["/p/s.sh", "id", "001"]],
  ["/p/s.sh ", "001", ["/p/s.sh", "", "id", "001"], ["/p/s.sh", "id", "001"]],
  ["/p/s.sh", "", ["/p/s.sh", "id", ""], ["/p/s.sh", "id"]],
  ["", "001", ["", "id", "001"], ["id", "001"]],
  ['"/p/my s.sh"', "001", ['"/p/my s.sh"', "id", "001"], ["/p/my s.sh", "id", "001"]],
  ["/p/my\\ s.sh", "001", ["/p/my\\ s.sh", "id", "001"], ["/p/my s.sh", "id", "001"]],
  ["/p/s.sh 'a b'", "001", ["/p/s.sh", "'a", "b'", "id", "001"], ["/p/s.sh", "'a", "b'", "id", "001"]],
  ['/p/s.sh "a\\"b"', "001", ["/p/s.sh", '"a\\"b"', "id", "001"], ["/p/s.sh", 'a"b', "id", "001"]],
  ['/p/s.sh "unterminated', "001", undefined, ["/p/s.sh", "unterminated id 001"]],
  ['/p/s.sh x"y z"w', "001", ["/p/s.sh", 'x"y z"w', "id", "001"], ["/p/s.sh", "xy zw", "id", "001"]],
  ["/p/s.sh a\\", "001", ["/p/s.sh", "a\\ id", "001"], ["/p/s.sh", "a id", "001"]],
  ["/p/s.sh", "1 2 3", ["/p/s.sh", "id", "1", "2", "3"], ["/p/s.sh", "id", "1", "2", "3"]],
  ["/p/s.sh \\a", "001", ["/p/s.sh", "\\a", "id", "001"], ["/p/s.sh", "a", "id", "001"]],
  ['/p/s.sh ""', "001", ["/p/s.sh", '""', "id", "001"], ["/p/s.sh", "", "id", "001"]],
  ["/p/s.sh $HOME *", "1;2", ["/p/s.sh", "$HOME", "*", "id", "1;2"], ["/p/s.sh", "$HOME", "*", "id", "1;2"]],
];

describe("the command line", () => {
  for (const [execPath, value, before42, from42] of cases) {
    it(`splits ${JSON.stringify(`${execPath} id ${value}`)}`, () => {
      const request = { selector: "id", value } as const;
      const old = older && commandLine(execPath, request, older);
      expect(old?.kind === "arguments" ? old.argv : undefined).toEqual(before42);
      expect(old?.kind).toBe(before42 === undefined ? "child-crash" : "arguments");
      const now = newer && commandLine(execPath, request, newer);
      expect(now?.kind === "arguments" ? now.argv : undefined).toEqual(from42);
    });
  }

  it("shows a missing exec_path as (null)", () => {
    const line = newer && commandLine(undefined, { selector: "ip", value: "10.0.0.1" }, newer);
    expect(line?.text).toBe("(null) ip 10.0.0.1");
  });

  it("is refused from 65536 bytes on", () => {
    const request = { selector: "id", value: "1" } as const;
    expect(newer && commandLine("x".repeat(65530), request, newer).kind).toBe("arguments");
    expect(newer && commandLine("x".repeat(65531), request, newer).kind).toBe("too-long");
  });
});
