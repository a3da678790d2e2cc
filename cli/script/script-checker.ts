/** Checking scripts. */

import { stat } from "node:fs/promises";
import type { Claim, ScriptKind } from "../../core/documents/index.ts";
import type { ScriptLanguage } from "../../core/languages/index.ts";
import { type PlacedEdit, type PlacedFinding, safeFixes } from "../../core/lint/placed-finding.ts";
import { rulePage } from "../../core/lint/rule-page.ts";
import {
  findingsOf,
  ScriptDocument,
  type ScriptReading,
  type SyntaxCheck,
  secretsOf,
} from "../../core/lint/script/index.ts";
import { type LintSettings, shownOf } from "../../core/lint/settings.ts";
import type { Severity } from "../../core/lint/severity.ts";
import type { TextEdit } from "../../core/lint/text-edit.ts";
import { here } from "../../core/platform/index.ts";
import { cut } from "../lint/excerpt.ts";
import type { Checker } from "../lint/file-checker.ts";
import { ShownLine } from "../lint/shown-line.ts";
import type { FileFinding, FileResult } from "../report/report.ts";
import { grammarOf } from "./grammars.ts";

const EXECUTE_BITS = 0o111;

export interface ScriptFile {
  /** Undefined for standard input. */
  readonly path: string | undefined;
  readonly language: ScriptLanguage;
  readonly as: ScriptKind;
  /** Why it was recognised as one. */
  readonly claim: Claim;
}

export async function scriptChecker(file: ScriptFile, settings: LintSettings): Promise<Checker> {
  const { language, path, as, claim } = file;
  const grammar = await grammarOf(language);
  const options = {
    severities: settings.severities,
    isPollScript: as === "poll-script",
    isExecutable: await mayBeExecuted(path),
  };
  const findings = (document: ScriptDocument, syntax?: SyntaxCheck): readonly PlacedFinding[] =>
    findingsOf(document.read(grammar), { ...options, syntax });
  const shown = (document: ScriptDocument): readonly ShownLine[] =>
    shownScript(document, document.read(grammar));
  return {
    check: async (name, text) => {
      const syntax =
        settings.askInterpreters === true ? await interpretersWord(language, name, text) : undefined;
      return using(language, text, (document) => {
        const found = findings(document, syntax);
        return scriptResult(name, { as, document, findings: found, shown: shown(document), claim }, settings);
      });
    },
    fixing: {
      fixer: {
        fixesOf: (text) =>
          using(language, text, (document) => textEdits(document, safeFixes(findings(document)))),
      },
      shownLines: (text) => {
        const lines = using(language, text, shown);
        return (line) => lines[line]?.text ?? "";
      },
    },
  };
}

async function interpretersWord(
  language: ScriptLanguage,
  path: string,
  text: string,
): Promise<SyntaxCheck | undefined> {
  const { checkSyntax } = await import("../../core/poll/index.ts");
  return checkSyntax({ language, path, text });
}

/** The tree is released when the work is done. */
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
  if (path === undefined || !here.isUnix) return undefined;
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

/** Each line of the script as it may be shown: passwords and keys hidden, control characters visible. */
function shownScript(document: ScriptDocument, reading: ScriptReading): readonly ShownLine[] {
  const lines = document.getText().split("\n");
  const hidden = hiddenParts(document, reading, lines);
  return lines.map((text, line) => new ShownLine(text, hidden.get(line) ?? []));
}

type Range = readonly [start: number, end: number];

/** The secrets of each line. A secret over several lines hides all of them. */
function hiddenParts(
  document: ScriptDocument,
  reading: ScriptReading,
  lines: readonly string[],
): ReadonlyMap<number, readonly Range[]> {
  const found = new Map<number, Range[]>();
  for (const { start, end } of secretsOf(reading)) {
    const from = document.positionAt(start);
    const to = document.positionAt(end);
    for (let line = from.line; line <= to.line; line++) {
      const range: Range = [
        line === from.line ? from.column : 0,
        line === to.line ? to.column : (lines[line]?.length ?? 0),
      ];
      found.set(line, [...(found.get(line) ?? []), range]);
    }
  }
  return found;
}

interface CheckedScript {
  readonly as: ScriptKind;
  /** Why it was recognised as one. */
  readonly claim: Claim;
  readonly document: ScriptDocument;
  readonly findings: readonly PlacedFinding[];
  readonly shown: readonly ShownLine[];
}

/** All findings, up to the limit of the settings. The totals count all of them. */
function scriptResult(path: string, script: CheckedScript, settings: LintSettings): FileResult {
  const totals: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { severity } of script.findings) totals[severity]++;
  const findings = shownOf(script.findings, settings).map((finding) => fileFinding(finding, script));
  return { path, kind: script.as, because: script.claim, agents: 0, findings, totals };
}

/** A place in a report is within one line, so of a longer one only the first line is marked. */
function fileFinding(finding: PlacedFinding, { document, shown }: CheckedScript): FileFinding {
  const { rule, severity, message, start, end, fixes } = finding;
  const { line, column } = document.positionAt(start);
  const to = document.positionAt(end);
  const endColumn = to.line === line ? to.column : (document.getText().split("\n")[line]?.length ?? column);
  const shownLine = shown[line] ?? new ShownLine("", []);
  return {
    rule,
    severity,
    message,
    line: line + 1,
    column: column + 1,
    endColumn: endColumn + 1,
    related: [],
    excerpt: cut(shownLine.text, shownLine.column(column, false), shownLine.column(endColumn, true)),
    fixes: fixes.map(({ title, safe }) => ({ title, safe })),
    page: rulePage(rule),
  };
}
