/** Findings at places of a text: what a rule leaves out, which fixes fit together, and which a comment ignores. */

import { describe, expect, it } from "vitest";
import { ignoreWords, withoutIgnored } from "../../../core/lint/ignored.ts";
import { Lines } from "../../../core/lint/lines.ts";
import {
  findingOf,
  type PlacedEdit,
  type PlacedFinding,
  safeFixes,
  wholeText,
} from "../../../core/lint/placed-finding.ts";

const RULE = { code: "sql-from-text", severity: "warning" } as const;

describe("the finding for a remark", () => {
  it("has the name and the severity of the rule, and nothing else that the remark leaves out", () => {
    expect(findingOf(RULE, { start: 3, end: 5, message: "A message." })).toEqual({
      rule: "sql-from-text",
      severity: "warning",
      message: "A message.",
      start: 3,
      end: 5,
      fixes: [],
      related: [],
      faded: false,
    });
  });

  it("has all that the remark says", () => {
    const fixes = [{ title: "Delete it", edits: [{ start: 3, end: 5, newText: "" }], safe: true }];
    const related = [{ start: 0, end: 1, message: "See here." }];
    const remark = { start: 3, end: 5, message: "A message.", fixes, related, faded: true } as const;
    expect(findingOf(RULE, remark)).toMatchObject({ fixes, related, faded: true });
  });

  it("about a whole text is at its first character, if there is one", () => {
    expect(wholeText("<ossec_config>\n")).toEqual({ start: 0, end: 1 });
    expect(wholeText("")).toEqual({ start: 0, end: 0 });
  });
});

describe("the safe fixes", () => {
  const edit = (start: number, end: number): PlacedEdit => ({ start, end, newText: "x" });
  const finding = (
    ...fixes: readonly (readonly [safe: boolean, ...edits: readonly PlacedEdit[]])[]
  ): PlacedFinding =>
    findingOf(RULE, {
      start: 0,
      end: 1,
      message: "",
      fixes: fixes.map(([safe, ...edits]) => ({ title: "", edits, safe })),
    });

  it.each([
    ["none without a fix", [finding()], []],
    ["none of fixes that are not safe", [finding([false, edit(0, 2)])], []],
    [
      "the first safe one of a finding",
      [finding([false, edit(0, 2)], [true, edit(3, 4)], [true, edit(5, 6)])],
      [[edit(3, 4)]],
    ],
    [
      "all that do not overlap",
      [finding([true, edit(0, 2)]), finding([true, edit(2, 4)])],
      [[edit(0, 2)], [edit(2, 4)]],
    ],
    [
      "in any order",
      [finding([true, edit(2, 4)]), finding([true, edit(0, 2)])],
      [[edit(2, 4)], [edit(0, 2)]],
    ],
    [
      "the earlier of two that overlap",
      [finding([true, edit(0, 3)]), finding([true, edit(2, 4)])],
      [[edit(0, 3)]],
    ],
    [
      "the earlier of two that overlap, if it stands later",
      [finding([true, edit(2, 4)]), finding([true, edit(0, 3)])],
      [[edit(2, 4)]],
    ],
    [
      "all edits of a fix, or none",
      [
        finding([true, edit(0, 1)], [true, edit(8, 9)]),
        finding([true, edit(4, 5), edit(0, 1)]),
        finding([true, edit(4, 5)]),
      ],
      [[edit(0, 1)], [edit(4, 5)]],
    ],
    ["none of a fix without an edit", [finding([true])], []],
  ])("are %s", (_what, findings, expected) => {
    expect(safeFixes(findings)).toEqual(expected);
  });
});

describe("a comment that ignores rules", () => {
  /** `#` begins a comment, up to the end of its line. */
  const comments = (text: string) =>
    Array.from(text.matchAll(/#.*/g), (each) => ({ start: each.index, end: each.index + each[0].length }));
  const left = (text: string, rules: readonly string[] = ["one", "two"]): readonly string[] => {
    const lines = Lines.ofFile(text);
    // A finding of each rule on each line.
    const findings = Array.from({ length: lines.count }, (_, line) =>
      rules.map((code) => {
        const start = lines.offset({ line, column: 0 });
        return findingOf({ code, severity: "warning" }, { start, end: start, message: "" });
      }),
    ).flat();
    return withoutIgnored(
      findings,
      text,
      () => lines,
      () => comments(text),
    ).map(({ rule, start }) => `${lines.at(start).line + 1} ${rule}`);
  };
  const ALL = ["1 one", "1 two", "2 one", "2 two", "3 one", "3 two"];
  const without = (...gone: readonly string[]): readonly string[] =>
    ALL.filter((each) => !gone.includes(each));

  it("has these words", () => {
    expect(ignoreWords("one")).toBe("keypoll: ignore one");
  });

  it.each([
    ["at the end of a line is about that line", "a\nb # keypoll: ignore one\nc", without("2 one")],
    ["alone is about the line below", "a\n# keypoll: ignore one\nc", without("3 one")],
    ["alone and indented too", "a\n\t # keypoll: ignore one\nc", without("3 one")],
    ["in the first line", "# keypoll: ignore one\nb\nc", without("2 one")],
    ["at the end of the first line", "a # keypoll: ignore one\nb\nc", without("1 one")],
    ["with several rules", "a # keypoll: ignore one, two\nb\nc", without("1 one", "1 two")],
    ["with several rules without a blank", "a # keypoll: ignore one,two\nb\nc", without("1 one", "1 two")],
    ["with a reason", "a # keypoll: ignore one because of b\nb\nc", without("1 one")],
    ["with words before it", "a # not here; keypoll: ignore one\nb\nc", without("1 one")],
    [
      "above another: both are about the line below",
      "# keypoll: ignore one\n# keypoll: ignore two\nc",
      without("2 one", "3 one", "3 two"),
    ],
    [
      "above another with words: still about the line below",
      "# keypoll: ignore one\n# note\nc",
      without("2 one", "3 one"),
    ],
    [
      "above and at the end of a line: both are about it",
      "# keypoll: ignore one\nb # keypoll: ignore two\nc",
      without("2 one", "2 two"),
    ],
    [
      "two lines above: not about it",
      "# keypoll: ignore one\nb\n# note\nd",
      [...without("2 one"), "4 one", "4 two"],
    ],
    [
      "right at the start of a line with more behind it",
      "a\n# keypoll: ignore one # note\nc",
      without("3 one"),
    ],
    ["of a rule that is not there", "a # keypoll: ignore three\nb\nc", ALL],
    ["without a rule", "a # keypoll: ignore\nb\nc", ALL],
    ["with capitals", "a # keypoll: ignore ONE\nb\nc", ALL],
    ["that is none", "a keypoll: ignore one\nb\nc", ALL],
  ])("%s: %j", (_what, text, expected) => {
    expect(left(text)).toEqual(expected);
  });

  it("is looked for only where there are findings and the words", () => {
    const never = (): never => {
      throw new Error("not needed");
    };
    const finding = findingOf(RULE, { start: 0, end: 0, message: "" });
    expect(withoutIgnored([], "# keypoll: ignore one", never, never)).toEqual([]);
    expect(withoutIgnored([finding], "# keypoll ignore one", never, never)).toEqual([finding]);
  });
});
