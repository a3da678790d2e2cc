/** The word that was meant: near typos are found, far ones are not. */

import { expect, it } from "vitest";
import { didYouMean, nearest } from "../../../core/lint/nearest.ts";
import { releaseSuggestion } from "../../../core/lint/release-suggestion.ts";

it.each([
  ["duplicate-ids", ["missing-field", "duplicate-id"], "duplicate-id"],
  ["jsn", ["text", "json", "junit"], "json"],
  ["exec_pth", ["environment", "exec_path"], "exec_path"],
  ["JSON", ["text", "json"], "json"],
  ["tpa", ["tap", "text"], "tap"],
  ["yaml", ["text", "json"], undefined],
  ["", ["id"], undefined],
  // One edit for up to five letters, two from six on.
  ["cat", ["cot"], "cot"],
  ["cat", ["dog", "cut", "cot"], "cut"],
  ["abcde", ["xbcdx"], undefined],
  ["abcdef", ["xbcdex"], "xbcdex"],
  ["abcdef", ["badcef"], "badcef"],
  ["abcdef", ["bcadef", "abdcef"], "abdcef"],
  ["ab", ["ba"], "ba"],
  ["abc", ["cba"], undefined],
  ["a", [], undefined],
  ["ab", ["xa"], undefined],
  ["ab", ["bx"], undefined],
  ["xab", ["yba"], undefined],
  // The longer of the two words decides how many edits are a typo.
  ["abcde", ["abcdexy"], "abcdexy"],
])("%s", (word, known, expected) => {
  expect(nearest(word, known)).toBe(expected);
});

it.each([
  ["4.44", ' Did you mean "4.4"?'],
  ["v4.44.1", ' Did you mean "4.4"?'],
  [" 4.44", ' Did you mean "4.4"?'],
  // Something is behind the version of a release.
  ["4.4.x", ' Did you mean "4.4"?'],
  ["4.14-rc1", ' Did you mean "4.14"?'],
  ["44", ' Did you mean "4.4"?'],
  ["4,14", ' Did you mean "4.14"?'],
  ["x4.44", ""],
  // A release of another major version is not meant.
  ["14.150", ""],
  ["6.0", ""],
  ["14.4", ""],
  ["4.15", ' Did you mean "4.1"?'],
  ["3.7", ""],
  ["2.1", ""],
  ["latest", ""],
])("a release: %s", (version, expected) => {
  expect(releaseSuggestion(version)).toBe(expected);
});

it("is asked for in a sentence", () => {
  expect(didYouMean("blank-lin", ["blank-line"])).toBe(' Did you mean "blank-line"?');
  expect(didYouMean("x", ["blank-line"])).toBe("");
});
