/** What in a poll script loses its answer, without running it. */

import { stat } from "node:fs/promises";
import * as z from "zod";
import { languageOfFile, scriptLanguages } from "../languages/index.ts";
import { findingsOf, Grammars, ScriptDocument } from "../lint/script/index.ts";
import { here } from "../platform/index.ts";
import { absolute, readText } from "./read.ts";
import { fixOf, MOST, pathInput, placedFinding } from "./shapes.ts";
import { refused, tool, type World } from "./tool.ts";

const EXECUTE_BITS = 0o111;

/** One set of parsers for each face. */
const grammars = new WeakMap<World["readWasm"], Grammars>();

export const lintScript = tool({
  name: "lint_script",
  title: "Check a poll script",
  description:
    "Finds in a key-poll script, without running it, what makes the Wazuh manager lose its answer: output before the JSON, numbers where strings belong, SQL from text, missing time limits, syntax errors. Python, bash, JavaScript, Perl, PHP, Ruby, Go and PowerShell.",
  runs: false,
  input: z.object({
    path: pathInput.describe("Path of the script"),
    language: z
      .enum(scriptLanguages)
      .optional()
      .describe("Default: recognised by its first line and its name"),
  }),
  output: z.object({
    ok: z.boolean().describe("No errors and no warnings"),
    language: z.enum(scriptLanguages),
    total: z.int().describe("All findings; at most 30 are listed"),
    findings: z.array(placedFinding),
  }),
  answer: async ({ path, language: given }, world) => {
    const text = await readText(path, world);
    if (text.kind === "refused") return text;
    const language = given ?? languageOfFile(path, text.value);
    if (language === undefined) {
      return refused(
        `In which language ${path} is written is not known.`,
        `Name it: ${scriptLanguages.join(", ")}.`,
      );
    }
    const parsers = grammars.get(world.readWasm) ?? new Grammars(world.readWasm);
    grammars.set(world.readWasm, parsers);
    const grammar = await parsers.get(language);
    const document = new ScriptDocument(language, text.value);
    try {
      const isExecutable = await mayBeExecuted(absolute(path, world));
      const found = findingsOf(document.read(grammar), { severities: {}, isExecutable, syntax: undefined });
      return {
        kind: "answer",
        value: {
          ok: found.every(({ severity }) => severity !== "error" && severity !== "warning"),
          language,
          total: found.length,
          findings: found.slice(0, MOST).map(({ rule, severity, message, start, fixes }) => {
            const { line, column } = document.positionAt(start);
            const fix = fixOf(fixes, rule, world);
            return { rule, severity, message, fix, line: line + 1, column: column + 1 };
          }),
        },
      };
    } finally {
      document.close();
    }
  },
});

/** Undefined on Windows, where files have no such mode. */
async function mayBeExecuted(path: string): Promise<boolean | undefined> {
  if (!here.isUnix) return undefined;
  return ((await stat(path)).mode & EXECUTE_BITS) !== 0;
}
