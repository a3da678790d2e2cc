/** A difference between a file and its fixed text, in the form that patch and git read. */

import { describe, expect, it } from "vitest";
import { unifiedDiff } from "../../../cli/lint/unified-diff.ts";

/** The new lines name the old line that they come from; `+` begins one that is new. */
function diff(
  old: string,
  fixed: readonly (readonly [text: string, origin: number | undefined])[],
): string[] {
  const before = old.split("\n");
  return unifiedDiff("client.keys", {
    old: before,
    fixed: fixed.map(([text, origin]) => ({ text, origin })),
    shownOld: (line) => before[line] ?? "",
    shownNew: (line) => fixed[line]?.[0] ?? "",
  });
}

const lines = (from: number, to: number): [string, number][] =>
  Array.from({ length: to - from }, (_, at) => [String.fromCharCode(97 + from + at), from + at]);
const TEN = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n";

describe("a difference", () => {
  it("is empty if nothing changed", () => {
    expect(
      diff("a\nb\n", [
        ["a", 0],
        ["b", 1],
        ["", 2],
      ]),
    ).toEqual([]);
    expect(diff("a", [["a", 0]])).toEqual([]);
  });

  it("has three lines around a change", () => {
    expect(diff(TEN, [...lines(0, 4), ["E", 4], ...lines(5, 10), ["", 10]])).toEqual([
      "--- client.keys",
      "+++ client.keys",
      "@@ -2,7 +2,7 @@",
      " b",
      " c",
      " d",
      "-e",
      "+E",
      " f",
      " g",
      " h",
    ]);
  });

  it("has fewer at the start and at the end", () => {
    expect(
      diff("a\nb\nc\n", [
        ["A", 0],
        ["b", 1],
        ["c", 2],
        ["", 3],
      ]).slice(2),
    ).toEqual(["@@ -1,3 +1,3 @@", "-a", "+A", " b", " c"]);
    expect(
      diff("a\nb\n", [
        ["a", 0],
        ["B", 1],
        ["", 2],
      ]).slice(2),
    ).toEqual(["@@ -1,2 +1,2 @@", " a", "-b", "+B"]);
  });

  it("joins changes that are near, and parts those that are not", () => {
    const near = diff(TEN, [["A", 0], ...lines(1, 7), ["H", 7], ...lines(8, 10), ["", 10]]);
    expect(near.filter((line) => line.startsWith("@@"))).toEqual(["@@ -1,10 +1,10 @@"]);
    const far = diff(TEN, [["A", 0], ...lines(1, 8), ["I", 8], ["j", 9], ["", 10]]);
    expect(far.filter((line) => line.startsWith("@@"))).toEqual(["@@ -1,4 +1,4 @@", "@@ -6,5 +6,5 @@"]);
  });
});

describe("the lines of a difference", () => {
  it("can be removed and added", () => {
    expect(
      diff("a\nb\nc\n", [
        ["a", 0],
        ["c", 2],
        ["", 3],
      ]).slice(2),
    ).toEqual(["@@ -1,3 +1,2 @@", " a", "-b", " c"]);
    expect(
      diff("a\nb\n", [
        ["a", 0],
        ["x", undefined],
        ["b", 1],
        ["", 2],
      ]).slice(2),
    ).toEqual(["@@ -1,2 +1,3 @@", " a", "+x", " b"]);
    expect(
      diff("a\nb\n", [
        ["a", 0],
        ["", 1],
      ]).slice(2),
    ).toEqual(["@@ -1,2 +1 @@", " a", "-b"]);
    expect(diff("a\n", [["", 1]]).slice(2)).toEqual(["@@ -1 +0,0 @@", "-a"]);
    expect(
      diff("", [
        ["a", undefined],
        ["", 0],
      ]).slice(2),
    ).toEqual(["@@ -0,0 +1 @@", "+a"]);
  });

  it("say where a line feed is missing", () => {
    expect(
      diff("a\nb", [
        ["a", 0],
        ["b", 1],
        ["", undefined],
      ]).slice(2),
    ).toEqual(["@@ -1,2 +1,2 @@", " a", "-b", "\\ No newline at end of file", "+b"]);
    expect(
      diff("a\nb\n", [
        ["a", 0],
        ["b", 1],
      ]).slice(2),
    ).toEqual(["@@ -1,2 +1,2 @@", " a", "-b", "+b", "\\ No newline at end of file"]);
  });

  it("are shown only as the caller lets them be", () => {
    const shown = unifiedDiff("x", {
      old: ["secret", ""],
      fixed: [
        { text: "secret2", origin: 0 },
        { text: "", origin: 1 },
      ],
      shownOld: (line) => `old ${line}`,
      shownNew: (line) => `new ${line}`,
    });
    expect(shown.slice(3)).toEqual(["-old 0", "+new 0"]);
  });
});
