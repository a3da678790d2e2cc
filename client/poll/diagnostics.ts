/** Verdicts as diagnostics on the script: one for each sample that failed, or that has a warning. */

import {
  Diagnostic,
  type DiagnosticCollection,
  DiagnosticSeverity,
  languages,
  Range,
  type TextDocument,
  Uri,
} from "vscode";
import type { AnswerFinding } from "../../core/lint/answer/index.ts";
import { rulePage } from "../../core/lint/rule-page.ts";
import type { Severity } from "../../core/lint/severity.ts";
import { faultLine } from "./fault-line.ts";
import { labelOf, maskedOutput, type Tested } from "./report.ts";

const severityOf: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function createDiagnostics(): DiagnosticCollection {
  return languages.createDiagnosticCollection("keypoll");
}

/** The diagnostics of a test that has ended. */
export function diagnosticsOf(document: TextDocument, all: readonly Tested[]): Diagnostic[] {
  return all.flatMap((each) => {
    const worst = each.verdict.findings[0];
    const grave = worst?.severity === "error" || worst?.severity === "warning";
    if (each.verdict.state !== "failed" && !grave) return [];
    return [diagnosticOf(document, each, worst)];
  });
}

function diagnosticOf(document: TextDocument, each: Tested, worst: AnswerFinding | undefined): Diagnostic {
  const { request, verdict, run } = each;
  const fault = { rule: worst?.rule, output: maskedOutput(each) };
  const name = document.uri.path.split("/").at(-1) ?? "";
  const text = document.lineAt(Math.min(faultLine(document.getText(), name, fault), document.lineCount - 1));
  const start = text.firstNonWhitespaceCharacterIndex;
  const diagnostic = new Diagnostic(
    new Range(text.lineNumber, start, text.lineNumber, Math.max(start, text.range.end.character)),
    `${labelOf(request)}: ${messageOf(each, worst)}`,
    verdict.state === "failed" ? DiagnosticSeverity.Error : severityOf[worst?.severity ?? "warning"],
  );
  diagnostic.source = "keypoll";
  const rule = run.obstacle === undefined ? worst?.rule : "script-not-run";
  if (rule !== undefined) diagnostic.code = { value: rule, target: Uri.parse(rulePage(rule)) };
  return diagnostic;
}

/** What happens, and what to do about it. */
function messageOf({ verdict, run }: Tested, worst: AnswerFinding | undefined): string {
  const { state, title, consequence, advice } = verdict;
  if (run.obstacle !== undefined) return `${title}. ${run.obstacle.message}`;
  if (state === "failed")
    return `${title}. ${worst?.message ?? consequence} ${worst?.advice ?? advice ?? ""}`.trim();
  return `${worst?.message ?? title} ${worst?.advice ?? ""}`.trim();
}
