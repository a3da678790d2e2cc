/** Problems of an open log: one for each cause, where its first line stands. */

import { Diagnostic, Disposable, l10n, languages, type TextDocument, workspace } from "vscode";
import { isProblem } from "../../core/lint/severity.ts";
import { severityOf } from "../support/diagnostics.ts";
import { isLog } from "./language.ts";
import { openLog } from "./read-log.ts";

/** Milliseconds that a log is given to grow before it is read again. */
const REST = 300;

export function showLogProblems(): Disposable {
  const problems = languages.createDiagnosticCollection("keypoll-log");
  const waiting = new Map<TextDocument, NodeJS.Timeout>();
  const show = (document: TextDocument): void => {
    if (isLog(document)) problems.set(document.uri, problemsOf(document));
  };
  const forget = (document: TextDocument): void => {
    clearTimeout(waiting.get(document));
    waiting.delete(document);
    problems.delete(document.uri);
  };
  workspace.textDocuments.forEach(show);
  return Disposable.from(
    new Disposable(() => {
      for (const timer of waiting.values()) clearTimeout(timer);
    }),
    problems,
    workspace.onDidOpenTextDocument(show),
    workspace.onDidCloseTextDocument(forget),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (!isLog(document)) return;
      clearTimeout(waiting.get(document));
      waiting.set(
        document,
        setTimeout(() => show(document), REST),
      );
    }),
  );
}

function problemsOf(document: TextDocument): Diagnostic[] {
  return openLog(document)
    .summary.causes.filter(({ severity }) => isProblem(severity))
    .map(({ cause, severity, title, meaning, advice, count, agents, first, last, example }) => {
      const amount =
        agents === 0
          ? l10n.t("{0} lines, {1} to {2}", count, first ?? "", last ?? "")
          : l10n.t("{0} lines of {1} agents, {2} to {3}", count, agents, first ?? "", last ?? "");
      const { range } = document.lineAt(Math.min(example.line, document.lineCount) - 1);
      const problem = new Diagnostic(
        range,
        `${title} (${amount}). ${meaning} ${advice}`,
        severityOf[severity],
      );
      problem.source = "keypoll";
      problem.code = cause;
      return problem;
    });
}
