/** Each rule in each language: mistakes are found where they stand, and what is right is left alone. */

import { describe, expect, it } from "vitest";
import { samples } from "./samples/index.ts";
import { findings, unmarked } from "./support.ts";

describe.each(samples)("$language", ({ language, script, bad, good }) => {
  it("finds nothing in a right script", async () => {
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

  it.each(good)("leaves alone, $rule: $lines", async ({ lines }) => {
    expect(await findings(language, script(lines))).toEqual([]);
  });
});
