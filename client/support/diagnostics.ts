/** What our diagnostics have in common. */

import { Diagnostic, DiagnosticSeverity, Range, type TextDocument } from "vscode";
import type { Severity } from "../../core/lint/severity.ts";

export const severityOf: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** For a problem whose line is unknown: shown on the first character, so that other hovers of the line come first. */
export function onFirstLine(document: TextDocument, text: string, severity: DiagnosticSeverity): Diagnostic {
  const diagnostic = new Diagnostic(
    new Range(0, 0, 0, Math.min(1, document.lineAt(0).text.length)),
    text,
    severity,
  );
  diagnostic.source = "keypoll";
  return diagnostic;
}
