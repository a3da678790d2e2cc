/** Tables of parts of poll scripts, each with what a rule finds in it. */

import { expect, it } from "vitest";
import type { ScriptLanguage } from "../../../core/languages/index.ts";
import { fixedBy, foundBy } from "./support.ts";

export type Row = readonly [language: ScriptLanguage, part: string, ...found: string[]];

export function expectFound(rule: string, rows: readonly Row[]): void {
  for (const [language, part, ...found] of rows) {
    it(`${language}: ${part}`, async () => {
      expect(await foundBy(rule, language, part)).toEqual(found);
    });
  }
}

/** Each part is found as it is. */
export function whole(language: ScriptLanguage, ...parts: readonly string[]): readonly Row[] {
  return parts.map((part): Row => [language, part, part]);
}

/** Nothing is found in any part. */
export function nothing(language: ScriptLanguage, ...parts: readonly string[]): readonly Row[] {
  return parts.map((part): Row => [language, part]);
}

/** A part of a script, and what it is after the fix; undefined if there is none. */
export type FixedRow = readonly [language: ScriptLanguage, before: string, after: string | undefined];

export function expectFixed(rule: string, rows: readonly FixedRow[]): void {
  it.each(rows)("%s: %s", async (language, before, after) => {
    expect(await fixedBy(rule, language, before)).toBe(after);
  });
}
