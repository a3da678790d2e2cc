/** The agents that a text locks out are named before it is saved over a live file. */

import { describe, expect, it } from "vitest";
import { lossesOf } from "../../../core/lint/key-file/index.ts";
import { newestRelease } from "../../../core/manager/index.ts";

const KEY = "0f1e2d3c4b5a6978".repeat(4);
const OTHER = "1f1e2d3c4b5a6978".repeat(4);
const old = `001 web-01 10.0.0.1 ${KEY}\n002 db-01 10.0.1.0/24 ${KEY}\n003 lab any ${KEY}\n`;

const told = (next: string): readonly string[] =>
  lossesOf(old, next, newestRelease).map(({ rule, place, message }) => {
    expect(message).not.toContain(KEY.slice(0, 16));
    return `${rule} ${place.line}: ${/\((\d.*?)\)/.exec(message)?.[1]}`;
  });

describe("an agent is lost if", () => {
  it.each([
    ["its line is gone", old.replace(/^002.*\n/m, ""), ["agents-vanish 0: 002 db-01"]],
    ["its id changes", old.replace("003 lab", "004 lab"), ["agents-vanish 0: 003 lab"]],
    ["its key changes", old.replace(`any ${KEY}`, `any ${OTHER}`), ["keys-change 2: 003 lab"]],
    ["its name changes", old.replace("lab", "lib"), ["names-change 2: 003 lab → lib"]],
    [
      "its address moves",
      old.replace("10.0.0.1 ", "10.0.0.9 "),
      ["addresses-change 0: 001 web-01 10.0.0.1 → 10.0.0.9"],
    ],
    [
      "its single address becomes a range",
      old.replace("10.0.0.1 ", "any "),
      ["id-not-sent 0: 001 web-01 10.0.0.1 → any"],
    ],
  ])("%s", (_what, next, expected) => {
    expect(told(next)).toEqual(expected);
  });

  it.each([
    ["the name", old.replace("lab", "lib"), { line: 2, start: 4, end: 7 }],
    ["the key", old.replace(`any ${KEY}`, `any ${OTHER}`), { line: 2, start: 12, end: 76 }],
    [
      "the key, at the end of the file",
      old.replace(`any ${KEY}\n`, `any ${OTHER}`),
      { line: 2, start: 12, end: 76 },
    ],
    ["the address", old.replace("10.0.0.1 ", "10.0.0.9 "), { line: 0, start: 11, end: 19 }],
    ["the name after a blank line", `\n${old.replace("db-01", "db-2")}`, { line: 2, start: 4, end: 8 }],
  ])("the place of %s is named", (_what, next, place) => {
    expect(lossesOf(old, next, newestRelease).map((each) => each.place)).toEqual([place]);
  });

  it("nowhere else: not by a new agent, a comment, a wider range, another order, a mark for removal", () => {
    const lines = old.split(/^/m);
    for (const next of [
      old,
      `# agents\n${old}004 new any ${OTHER}\n`,
      old.replace("10.0.1.0/24", "any"),
      lines.reverse().join(""),
      old.replace("003 lab", "003 !lab"),
      old.trimEnd(),
    ]) {
      expect(told(next), next).toEqual([]);
    }
  });
});
