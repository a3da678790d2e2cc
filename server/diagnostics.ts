/** Findings as diagnostics. */

import { type Diagnostic, DiagnosticSeverity, DiagnosticTag, type Range } from "vscode-languageserver";
import type { NotChecked } from "../core/documents/index.ts";
import { type Finding, findingsOf, type Place } from "../core/lint/key-file/index.ts";
import { rulePage } from "../core/lint/rule-page.ts";
import { findingOptions, type LintSettings } from "../core/lint/settings.ts";
import type { Severity } from "../core/lint/severity.ts";
import { say } from "../core/words/index.ts";
import type { OpenKeyFile } from "./key-files.ts";

export const SOURCE = "keypoll";

export const severityOf: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Rules about text without effect. Editors fade it. */
const FADED: ReadonlySet<string> = new Set(["removed-record", "comment-lost"]);

export function rangeOf(place: Place): Range {
  return {
    start: { line: place.line, character: place.start },
    end: { line: place.line, character: place.end },
  };
}

/**
 * The diagnostics of a file, up to the limit of the settings. If there are more, a last one on the first line says so.
 */
export function diagnosticsOf(file: OpenKeyFile, settings: LintSettings): Diagnostic[] {
  const { findings, total } = findingsOf(file.model, { ...findingOptions(settings), disk: file.disk });
  const diagnostics = findings.map((finding) => diagnosticOf(finding, file.uri));
  if (total > findings.length) diagnostics.push(cutNotice(findings.length, total));
  return diagnostics;
}

function diagnosticOf(finding: Finding, uri: string): Diagnostic {
  const diagnostic: Diagnostic = {
    range: rangeOf(finding.place),
    severity: severityOf[finding.severity],
    source: SOURCE,
    code: finding.rule,
    codeDescription: { href: rulePage(finding.rule) },
    message: finding.message,
  };
  if (FADED.has(finding.rule)) diagnostic.tags = [DiagnosticTag.Unnecessary];
  if (finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.map(({ place, message }) => ({
      location: { uri, range: rangeOf(place) },
      message,
    }));
  }
  return diagnostic;
}

/** Says that the file was not checked. Without this, it would look as if nothing were wrong. */
export function notCheckedNotice({ why, advice }: NotChecked): Diagnostic {
  return {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    severity: DiagnosticSeverity.Warning,
    source: SOURCE,
    code: "not-checked",
    message: `${why} ${advice}`,
  };
}

/** Says that there are more findings than are shown. */
export function cutNotice(shown: number, total: number): Diagnostic {
  return {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    severity: DiagnosticSeverity.Information,
    source: SOURCE,
    message: say`The first ${shown} of ${total} findings are shown; the setting keypoll.lint.maxFindings says how many.`,
  };
}
