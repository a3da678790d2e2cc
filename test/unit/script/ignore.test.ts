/** Comments that silence a rule at one place, and the fix that writes one. */

import { describe, expect, it } from "vitest";
import type { ScriptLanguage } from "../../../core/languages/index.ts";
import { findingsOf, ignoreFix, ScriptDocument } from "../../../core/lint/script/index.ts";
import { samples } from "./samples/index.ts";
import { findings, grammars, unmarked } from "./support.ts";

const SQL = `cursor.execute("SELECT id FROM agent WHERE id = '%s'" % value)`;

const script = (lines: string): string =>
  samples.find(({ language }) => language === "python")?.script(lines) ?? "";
const rulesIn = async (language: ScriptLanguage, text: string): Promise<readonly string[]> =>
  (await findings(language, text)).map(({ rule }) => rule);

describe("a comment", () => {
  it.each([
    ["above the line", `# keypoll: ignore sql-from-text\n${SQL}`],
    ["at its end", `${SQL}  # keypoll: ignore sql-from-text`],
    ["with several rules", `# keypoll: ignore no-timeout, sql-from-text\n${SQL}`],
    ["with another comment below", `# keypoll: ignore sql-from-text\n# The id is digits only.\n${SQL}`],
  ])("%s silences its rule", async (_where, lines) => {
    expect(await rulesIn("python", script(SQL))).toContain("sql-from-text");
    expect(await rulesIn("python", script(lines))).not.toContain("sql-from-text");
  });

  it.each([
    ["on another line", `# keypoll: ignore sql-from-text\npass\n${SQL}`],
    ["that names another rule", `# keypoll: ignore no-timeout\n${SQL}`],
    ["that is a text", `note = "# keypoll: ignore sql-from-text"\n${SQL}`],
  ])("%s does not", async (_where, lines) => {
    expect(await rulesIn("python", script(lines))).toContain("sql-from-text");
  });
});

/** The script with the comment for the first finding of a rule; undefined if none is offered. */
async function ignoring(language: ScriptLanguage, text: string, rule: string): Promise<string | undefined> {
  const grammar = await grammars.get(language);
  const document = new ScriptDocument(language, text);
  const reading = document.read(grammar);
  const finding = findingsOf(reading, { severities: {} }).find((each) => each.rule === rule);
  if (finding === undefined) throw new Error(`nothing of ${rule} is found`);
  const [edit] = ignoreFix(reading, finding, grammar, { severities: {} })?.edits ?? [];
  document.close();
  return edit && text.slice(0, edit.start) + edit.newText + text.slice(edit.end);
}

describe("the fix", () => {
  it.each(samples.map((each) => [each.language, each] as const))(
    "writes a comment of %s that silences only this finding",
    async (language, { bad, script: around }) => {
      const rule = "sql-from-text";
      const sample = bad.find((each) => each.rule === rule);
      const { text } = unmarked(around(sample?.lines ?? ""));
      const mended = await ignoring(language, text, rule);
      const [before, after] = [await rulesIn(language, text), await rulesIn(language, mended ?? text)];
      expect(before.length - after.length).toBeGreaterThan(0);
      expect(after.filter((each) => each !== rule)).toEqual(before.filter((each) => each !== rule));
    },
  );

  it("is not offered inside a text, of which it would become a part", async () => {
    const text = script(`cursor.execute("""SELECT id\nFROM agent WHERE id = '""" + value + "'")`);
    expect(await ignoring("python", text, "sql-from-text")).toMatch(
      /ignore sql-from-text\n *cursor\.execute/,
    );
    expect(await ignoring("bash", "echo hello\n", "missing-shebang")).toBeUndefined();
  });
});
