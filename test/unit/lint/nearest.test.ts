/** The word that was meant: near typos are found, far ones are not. */

import { expect, it } from "vitest";
import { nearest } from "../../../core/lint/nearest.ts";
import { releaseSuggestion } from "../../../core/lint/release-suggestion.ts";

it.each([
  ["duplicate-ids", ["missing-field", "duplicate-id"], "duplicate-id"],
  ["jsn", ["text", "json", "junit"], "json"],
  ["exec_pth", ["environment", "exec_path"], "exec_path"],
  ["JSON", ["text", "json"], "json"],
  ["tpa", ["tap", "text"], "tap"],
  ["yaml", ["text", "json"], undefined],
  ["", ["id"], undefined],
])("%s", (word, known, expected) => {
  expect(nearest(word, known)).toBe(expected);
});

it.each([
  ["4.44", ' Did you mean "4.4"?'],
  ["4.15", ' Did you mean "4.1"?'],
  ["3.7", ""],
  ["2.1", ""],
  ["latest", ""],
])("a release: %s", (version, expected) => {
  expect(releaseSuggestion(version)).toBe(expected);
});
