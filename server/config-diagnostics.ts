/** Findings in a configuration as diagnostics. */

import { type Diagnostic, DiagnosticTag } from "vscode-languageserver";
import type { ConfigFinding, Lines } from "../core/lint/config/index.ts";
import { rulePage } from "../core/lint/rule-page.ts";
import type { LintSettings } from "../core/lint/settings.ts";
import { rangeOf } from "./config-ranges.ts";
import type { OpenConfig } from "./configs.ts";
import { cutNotice, SOURCE, severityOf } from "./diagnostics.ts";

/** The diagnostics of a configuration; none while the document is something else. */
export function configDiagnosticsOf({ model, uri }: OpenConfig, settings: LintSettings): Diagnostic[] {
  if (model === undefined) return [];
  const { findings, total } = model.findings(settings.severities, settings.maxFindings);
  const diagnostics = findings.map((finding) => diagnosticOf(finding, model.lines, uri));
  if (total > findings.length) diagnostics.push(cutNotice(findings.length, total));
  return diagnostics;
}

function diagnosticOf(finding: ConfigFinding, lines: Lines, uri: string): Diagnostic {
  const { rule, severity, message, related, faded } = finding;
  const diagnostic: Diagnostic = {
    range: rangeOf(lines, finding),
    severity: severityOf[severity],
    source: SOURCE,
    code: rule,
    codeDescription: { href: rulePage(rule) },
    message,
  };
  if (faded) diagnostic.tags = [DiagnosticTag.Unnecessary];
  if (related.length > 0) {
    diagnostic.relatedInformation = related.map((each) => ({
      location: { uri, range: rangeOf(lines, each) },
      message: each.message,
    }));
  }
  return diagnostic;
}
