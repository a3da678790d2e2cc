/** Each rule in each language: mistakes are found in their place, and correct code has no finding. */

import { describe, expect, it, test } from "vitest";
import { scriptRules } from "../../../core/lint/script/index.ts";
import { samples } from "./samples/index.ts";
import { findings, type Sample, unmarked } from "./support.ts";

const codesOf = (list: readonly Sample[]): readonly string[] =>
  [...new Set(list.map(({ rule }) => rule))].sort();

test("every rule has a sample; those on the first line and the mode have separate tests", () => {
  const sampled = codesOf(samples.flatMap(({ bad }) => bad));
  const others = [
    "answer-not-made",
    "arguments-not-read",
    "missing-shebang",
    "not-executable",
    "shebang-carriage-return",
  ];
  expect([...sampled, ...others].sort()).toEqual(scriptRules.map(({ code }) => code).sort());
});

describe.each(samples)("$language", ({ language, script, bad, good }) => {
  it("has a correct version of each mistake", () => {
    expect(codesOf(good)).toEqual(codesOf(bad));
  });

  it("finds nothing in a correct script", async () => {
    expect(await findings(language, script(""), true)).toEqual([]);
  });

  it.each(bad)("$rule: $lines", async ({ lines }) => {
    const { text, expected } = unmarked(script(lines));
    const found = await findings(language, text);
    const shown = (each: { rule: string; start: number; end: number }): string =>
      `${each.rule}: ${text.slice(each.start, each.end)}`;
    expect(found.map(shown).sort()).toEqual(expected.map(shown).sort());
    expect(found.map(({ start }) => start).sort()).toEqual(expected.map(({ start }) => start).sort());
  });

  it.each(good)("accepts, $rule: $lines", async ({ lines }) => {
    expect(await findings(language, script(lines))).toEqual([]);
  });
});
