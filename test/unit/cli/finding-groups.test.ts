/** Findings that are alike are shown together. */

import { expect, it } from "vitest";
import { countsByRule, findingGroups, lineList } from "../../../cli/lint/finding-groups.ts";
import type { FileFinding } from "../../../cli/report/report.ts";

const finding = (message: string, line = 1, more: Partial<FileFinding> = {}): FileFinding => ({
  rule: "duplicate-ip",
  severity: "warning",
  message,
  line,
  column: 1,
  endColumn: 2,
  related: [],
  excerpt: { text: "", start: 0, end: 0 },
  fixes: [],
  page: "",
  ...more,
});

/** The lines of each group: those that are shown, and the others. */
const groups = (findings: readonly FileFinding[]) =>
  findingGroups(findings).map(({ shown, others }) => [
    shown.map(({ line }) => line),
    others.map(({ line }) => line),
  ]);

it("more than five of one cause are a group, in the order of their first lines", () => {
  const of = (lines: readonly number[]): FileFinding[] => lines.map((line) => finding("The same.", line));
  expect(groups([])).toEqual([]);
  expect(groups(of([1, 2, 3, 4, 5]))).toEqual([[[1, 2, 3, 4, 5], []]]);
  expect(groups(of([9, 2, 3, 4, 5, 6]))).toEqual([
    [
      [9, 2, 3],
      [4, 5, 6],
    ],
  ]);
  expect(groups([finding("One.", 1), finding("Two.", 2), finding("One.", 3)])).toEqual([
    [[1, 3], []],
    [[2], []],
  ]);
});

it.each([
  ['Agent "web one" has it.', 'Agent "db" has it.', 1],
  ["Agent 'web one' has it.", "Agent '' has it.", 1],
  ["Line 12 has it.", "Line 3 has it.", 1],
  ["10.0.0.5 is taken.", "fe80::1 is taken.", 1],
  ["It has the id of another line.", "It has the id of other lines.", 1],
  ["It is on the other line.", "It is on the other lines.", 1],
  ["web01 has it.", "db7 has it.", 1],
  ["One text.", "Another text.", 2],
  ["The other lines", "The otter lines", 2],
])("%s and %s: %d", (one, other, count) => {
  expect(findingGroups([finding(one), finding(other)])).toHaveLength(count);
});

it("rules and severities are not mixed", () => {
  const one = finding("The same.");
  expect(groups([one, finding("The same.", 2, { rule: "blank-line" })])).toHaveLength(2);
  expect(groups([one, finding("The same.", 2, { severity: "hint" })])).toHaveLength(2);
});

it.each([
  [[], ""],
  [[4], "4"],
  [[4, 4], "4"],
  [[4, 6, 7, 8, 31], "4, 6–8, 31"],
  [[10, 9, 2, 1], "1–2, 9–10"],
])("the lines %j", (lines, text) => {
  expect(lineList(lines.map((line) => finding("", line)))).toBe(text);
});

it("counts by rule in all files, also what is not listed", () => {
  const blank = finding("", 1, { rule: "blank-line" });
  expect(
    countsByRule([
      { findings: [blank, finding("")] },
      { findings: [blank], ruleTotals: { "blank-line": 2, "invalid-ip": 5, "double-space": 0 } },
    ]),
  ).toEqual([
    ["invalid-ip", 5],
    ["blank-line", 3],
    ["duplicate-ip", 1],
  ]);
});
