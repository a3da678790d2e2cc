/** Checking scripts: what the rules say about poll scripts, and nothing about any other. */

import { stat } from "node:fs/promises";
import type { ScriptLanguage } from "../../core/languages/index.ts";
import { type PlacedEdit, type PlacedFinding, safeFixes } from "../../core/lint/placed-finding.ts";
import { findingsOf, ScriptDocument } from "../../core/lint/script/index.ts";
import type { LintSettings } from "../../core/lint/settings.ts";
import type { TextEdit } from "../../core/lint/text-edit.ts";
import type { Checker } from "../lint/checker.ts";
import type { ShownLine } from "../lint/shown-line.ts";
import { grammarOf } from "./grammars.ts";
import { scriptResult } from "./script-result.ts";
import { shownScript } from "./shown-script.ts";

const EXECUTE_BITS = 0o111;

export interface ScriptFile {
  /** Undefined for standard input. */
  readonly path: string | undefined;
  readonly language: ScriptLanguage;
  readonly text: string;
}

/** The parser is loaded only where the words of a poll script are in the text. Mending adds none. */
export async function scriptChecker(file: ScriptFile, settings: LintSettings): Promise<Checker> {
  const { language, path, text: given } = file;
  const isCandidate = new ScriptDocument(language, given).mayBePollScript();
  const grammar = isCandidate ? await grammarOf(language) : undefined;
  const options = { severities: settings.severities, isExecutable: await mayBeExecuted(path) };
  const findings = (document: ScriptDocument): readonly PlacedFinding[] =>
    grammar === undefined ? [] : findingsOf(document.read(grammar), options);
  const shown = (document: ScriptDocument): readonly ShownLine[] =>
    shownScript(document, grammar === undefined ? undefined : document.read(grammar));
  return {
    check: (name, text) =>
      using(language, text, (document) => {
        const found = findings(document);
        // Most scripts are no poll scripts, and nothing of them is shown.
        const lines = found.length === 0 ? [] : shown(document);
        return scriptResult(name, { document, findings: found, shown: lines }, settings);
      }),
    safeFixesOf: (text) =>
      using(language, text, (document) => textEdits(document, safeFixes(findings(document)))),
    shownLines: (text) => {
      const lines = using(language, text, shown);
      return (line) => lines[line]?.text ?? "";
    },
  };
}

/** The tree is given back when the work is done. */
function using<T>(language: ScriptLanguage, text: string, work: (document: ScriptDocument) => T): T {
  const document = new ScriptDocument(language, text);
  try {
    return work(document);
  } finally {
    document.close();
  }
}

/** Undefined for standard input, and on Windows, where files have no such mode. */
async function mayBeExecuted(path: string | undefined): Promise<boolean | undefined> {
  if (path === undefined || process.platform === "win32") return undefined;
  const facts = await stat(path).catch(() => undefined);
  return facts?.isFile() ? (facts.mode & EXECUTE_BITS) !== 0 : undefined;
}

function textEdits(
  document: ScriptDocument,
  fixes: readonly (readonly PlacedEdit[])[],
): readonly (readonly TextEdit[])[] {
  return fixes.map((edits) =>
    edits.map(({ start, end, newText }) => {
      const from = document.positionAt(start);
      const to = document.positionAt(end);
      return {
        startLine: from.line,
        startColumn: from.column,
        endLine: to.line,
        endColumn: to.column,
        newText,
      };
    }),
  );
}
