/** Checking scripts: what the rules say about poll scripts, and nothing about any other. */

import { stat } from "node:fs/promises";
import type { TextEdit } from "../../core/lint/key-file/index.ts";
import {
  findingsOf,
  ScriptDocument,
  type ScriptFinding,
  type ScriptLanguage,
} from "../../core/lint/script/index.ts";
import type { LintSettings } from "../../core/lint/settings.ts";
import type { Checker } from "../lint/checker.ts";
import { grammarOf } from "./grammars.ts";
import { scriptResult } from "./script-result.ts";
import { type ShownScript, shownScript } from "./shown-script.ts";

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
  const findings = (document: ScriptDocument): readonly ScriptFinding[] =>
    grammar === undefined ? [] : findingsOf(document.read(grammar), options);
  const shown = (document: ScriptDocument): ShownScript =>
    shownScript(document, grammar === undefined ? undefined : document.read(grammar));
  return {
    check: (name, text) =>
      using(language, text, (document) =>
        scriptResult(name, { document, findings: findings(document), shown: shown(document) }, settings),
      ),
    safeEdits: (text) => using(language, text, (document) => safeEdits(document, findings(document))),
    shownLines: (text) => {
      const lines = using(language, text, shown);
      return (line) => lines.line(line);
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

/** The first safe fix of each finding, as long as it does not touch the ones before. */
function safeEdits(document: ScriptDocument, findings: readonly ScriptFinding[]): (readonly TextEdit[])[] {
  let end = 0;
  const found: (readonly TextEdit[])[] = [];
  for (const { fixes } of findings) {
    const fix = fixes.find(({ safe }) => safe);
    const edits = fix?.edits.toSorted((a, b) => a.start - b.start) ?? [];
    const [first] = edits;
    if (first === undefined || first.start < end) continue;
    end = edits.at(-1)?.end ?? end;
    found.push(
      edits.map((edit) => {
        const from = document.positionAt(edit.start);
        const to = document.positionAt(edit.end);
        return {
          startLine: from.line,
          startColumn: from.column,
          endLine: to.line,
          endColumn: to.column,
          newText: edit.newText,
        };
      }),
    );
  }
  return found;
}
