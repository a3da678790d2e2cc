/** Fixes that need a name from the user: edits with a place to type it, for editors that support snippets in edits. */

import { type CodeAction, type CodeActionContext, CodeActionKind } from "vscode-languageserver";
import { say } from "../core/words/index.ts";
import { wants } from "./code-actions.ts";
import type { OpenKeyFile } from "./key-files.ts";

/** Rules about the name of a record. No other name follows from the file. */
const NAME_RULES: ReadonlySet<string> = new Set(["duplicate-name", "invalid-name", "manager-name"]);

/** For each of the diagnostics: the name of its record as a place to type another one. */
export function nameFixesOf(file: OpenKeyFile, { only, diagnostics }: CodeActionContext): CodeAction[] {
  if (!wants(only, CodeActionKind.QuickFix)) return [];
  return diagnostics.flatMap((diagnostic) => {
    const { line } = diagnostic.range.start;
    const facts = line < file.model.lineCount ? file.model.factsAt(line) : undefined;
    if (!NAME_RULES.has(String(diagnostic.code)) || facts?.kind !== "record") return [];
    const range = {
      start: { line, character: facts.idEnd + 1 },
      end: { line, character: facts.nameEnd },
    };
    const snippet = { kind: "snippet" as const, value: `\${1:${proposed(facts.name)}}` };
    return [
      {
        title: say`Give this agent another name`,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        edit: {
          documentChanges: [
            { textDocument: { uri: file.uri, version: file.version }, edits: [{ range, snippet }] },
          ],
        },
      },
    ];
  });
}

/** A name that enrolment accepts, made from the present one. It also has no character that a snippet would read. */
function proposed(name: string): string {
  const letters = name.replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 120);
  return `${letters === "" ? "agent" : letters}-2`;
}
