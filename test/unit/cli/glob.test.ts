/** Patterns for paths match as in shells. */

import { describe, expect, it } from "vitest";
import { alternativesOf, isPattern, readPattern, withSlashes } from "../../../cli/lint/glob.ts";
import { here } from "../../../core/platform/index.ts";

it.each([
  ["a/b.conf", false],
  ["a*", true],
  ["a?", true],
  ["[ab]", true],
  ["{a,b}", true],
  ["a]b}", false],
])("%s is a pattern: %s", (path, expected) => {
  expect(isPattern(path)).toBe(expected);
});

it("has slashes where backslashes separate folders", () => {
  expect(withSlashes("a\\b", { ...here, isUnix: false })).toBe("a/b");
  expect(withSlashes("a\\*", { ...here, isUnix: true })).toBe("a\\*");
});

it.each([
  ["a", ["a"]],
  ["{a,b}", ["a", "b"]],
  ["x{a,b}y{1,2}", ["xay1", "xay2", "xby1", "xby2"]],
  ["{a,{b,c}}d", ["ad", "bd", "cd"]],
  ["{a}", ["{a}"]],
  ["{a,}b", ["ab", "b"]],
  ["{ab,cd}", ["ab", "cd"]],
])("the alternatives of %s", (pattern, expected) => {
  expect([...new Set(alternativesOf(pattern))].sort()).toEqual(expected.toSorted());
});

describe("a pattern", () => {
  it.each([
    ["*.conf", "", ["a.conf", "a b.conf"], ["a.confx", "xa.con", ".a.conf", "b/a.conf", "aconf"]],
    ["etc/*.conf", "etc", ["a.conf"], ["b/a.conf"]],
    ["/etc/*", "/etc", ["a"], ["a/b"]],
    ["/*", "/", ["a"], ["a/b"]],
    ["c:/*", "c:/", ["a"], []],
    ["ab:/*", "ab:", ["a"], []],
    ["c:x/*", "c:x", ["a"], []],
    ["a/**/b", "a", ["b", "x/b", "x/y/b"], ["xb", "b/x"]],
    ["**", "", ["a", "a/b", ""], []],
    ["a/**", "a", ["x", "x/y"], []],
    ["a**b", "", ["axb", "ab"], ["a/b"]],
    ["[\\a]x", "", ["ax", "\\x"], ["bx"]],
    ["[a[!]x", "", ["ax", "[x", "!x"], ["bx", "^x"]],
    ["?.keys", "", ["a.keys", "😀.keys"], [".keys", "ab.keys", "..keys", "/.keys"]],
    ["[ab].x", "", ["a.x", "b.x"], ["c.x", "ab.x", "ax"]],
    ["[!ab]x", "", ["cx", "!x"], ["ax", "bx"]],
    ["x[a-c]", "", ["xb"], ["xd"]],
    ["a.b*", "", ["a.b", "a.bc"], ["axb"]],
    ["a+(b)|$^*", "", ["a+(b)|$^", "a+(b)|$^x"], ["aa(b)|$^"]],
    [".x*", "", [".x", ".xy"], ["x"]],
    ["*/.x", "", ["a/.x"], [".a/.x"]],
    ["a*/b", "", ["a1/b", "a/b"], ["a/c/b"]],
  ])("%s", (pattern, base, matching, others) => {
    const read = readPattern(pattern);
    expect(read.base).toBe(base);
    expect(matching.filter((path) => !read.matches.test(path))).toEqual([]);
    expect(others.filter((path) => read.matches.test(path))).toEqual([]);
  });
});
