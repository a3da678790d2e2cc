// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the lines hold templates of their own.
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

  const PYTHON = "#!/usr/bin/env python3\n# keypoll: poll script\n";

  it.each<readonly [text: string, rule: string, after: string | undefined]>([
    [
      "if a:\n    requests.get(url)\n",
      "no-timeout",
      "if a:\n    # keypoll: ignore no-timeout\n    requests.get(url)\n",
    ],
    ["\trequests.get(url)\n", "no-timeout", "\t# keypoll: ignore no-timeout\n\trequests.get(url)\n"],
    ["requests.get(url)", "no-timeout", "# keypoll: ignore no-timeout\nrequests.get(url)"],
    [
      "requests.get(url)\nrequests.get(url)\n",
      "no-timeout",
      "# keypoll: ignore no-timeout\nrequests.get(url)\nrequests.get(url)\n",
    ],
    [
      "x = f(\n  requests.get(url))\n",
      "no-timeout",
      "x = f(\n  # keypoll: ignore no-timeout\n  requests.get(url))\n",
    ],
    [
      "print('a')\nrequests.get(url)\n",
      "no-timeout",
      "print('a')\n# keypoll: ignore no-timeout\nrequests.get(url)\n",
    ],
    ['x = """\n""" + requests.get(url)\n', "no-timeout", undefined],
    ["x = 1 + \\\nrequests.get(url)\n", "no-timeout", undefined],
  ])("is at the indentation of its line: %j", async (text, rule, after) => {
    const mended = await ignoring("python", PYTHON + text, rule);
    expect(mended).toBe(after === undefined ? undefined : PYTHON + after);
  });

  it.each<readonly [language: ScriptLanguage, text: string, rule: string]>([
    ["bash", "#!/bin/sh\ntrue &&  \\\ncurl $url\n", "no-timeout"],
    ["bash", "#!/bin/sh\r\ntrue && \\\r\ncurl $url\r\n", "no-timeout"],
    ["powershell", "#!/usr/bin/env pwsh\nf | `\nirm $url\n", "no-timeout"],
    ["javascript", "#!/usr/bin/env node\nx = `\n${fetch(url)}`\n", "no-timeout"],
  ])("is not offered where it would end a line that continues: %s %j", async (language, text, rule) => {
    expect(await ignoring(language, text, rule)).toBeUndefined();
  });

  it("is offered below a text that ends in such a sign", async () => {
    const text = "#!/usr/bin/env node\nconst x = `a`\nfetch(url)\n";
    expect(await ignoring("javascript", text, "no-timeout")).toBe(
      "#!/usr/bin/env node\nconst x = `a`\n// keypoll: ignore no-timeout\nfetch(url)\n",
    );
  });

  it("has a title, and is not safe", async () => {
    const grammar = await grammars.get("python");
    const document = new ScriptDocument("python", `${PYTHON}requests.get(url)\n`);
    const reading = document.read(grammar);
    const finding = findingsOf(reading, { severities: {} }).find(({ rule }) => rule === "no-timeout");
    if (finding === undefined) throw new Error("nothing is found");
    expect(ignoreFix(reading, finding, grammar, { severities: {} })).toMatchObject({
      title: "Ignore no-timeout here",
      safe: false,
    });
    document.close();
  });
});
