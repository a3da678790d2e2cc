/** What is told about each sample with a mistake, with all that a user sees: `told.txt` says what it must be. */

import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import type { ScriptLanguage } from "../../../core/languages/index.ts";
import type { PlacedFinding } from "../../../core/lint/placed-finding.ts";
import { samples } from "./samples/index.ts";
import { findings, unmarked } from "./support.ts";

/** Each sample by its language, its number there and its rule. */
export const mistakes = samples.flatMap(({ language, script, bad }) =>
  bad.map(({ rule, lines }, at) => ({
    title: `${language} ${at + 1} ${rule}`,
    language,
    text: unmarked(script(lines)).text,
  })),
);

type Mistake = (typeof mistakes)[number];

/** The parts of `told.txt` by their titles. */
export const written: ReadonlyMap<string, string> = new Map(
  readFileSync(path.join(import.meta.dirname, "told.txt"), "utf8")
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [title = "", ...lines] = part.trimEnd().split("\n");
      return [title, lines.join("\n")];
    }),
);

/** Severity, place, message, and each fix with its edits. One language a file, so that it loads one grammar. */
export function expectTold(language: ScriptLanguage): void {
  it.each(mistakes.filter((each) => each.language === language))("$title", async (mistake) => {
    expect(await tell(mistake)).toBe(written.get(mistake.title));
  });
}

async function tell({ language, text }: Mistake): Promise<string> {
  const found = await findings(language, text);
  return found.map((each) => told(text, each)).join("\n");
}

function told(text: string, finding: PlacedFinding): string {
  const { rule, severity, message, fixes, related, faded, start, end } = finding;
  const part = (from: number, to: number): string => JSON.stringify(text.slice(from, to));
  return [
    `${severity}${faded ? ", faded" : ""} ${rule} ${part(start, end)}`,
    message,
    ...related.map((each) => `see ${part(each.start, each.end)}: ${each.message}`),
    ...fixes.flatMap(({ title, safe, edits }) => [
      `${safe ? "safe fix" : "fix"}: ${title}`,
      ...edits.map((edit) => `  ${part(edit.start, edit.end)} -> ${JSON.stringify(edit.newText)}`),
    ]),
  ].join("\n");
}
