/** Tables of parts of poll scripts, each with what a rule finds in it. */

import { expect, it } from "vitest";
import type { ScriptLanguage } from "../../../core/languages/index.ts";
import { foundBy } from "./support.ts";

export type Row = readonly [language: ScriptLanguage, part: string, ...found: string[]];

export function expectFound(rule: string, rows: readonly Row[]): void {
  for (const [language, part, ...found] of rows) {
    it(`${language}: ${part}`, async () => {
      expect(await foundBy(rule, language, part)).toEqual(found);
    });
  }
}
