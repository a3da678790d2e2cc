/** Findings in a configuration as diagnostics. */

import type { Diagnostic } from "vscode-languageserver";
import { findingOptions, type LintSettings } from "../core/lint/settings.ts";
import type { OpenConfig } from "./configs.ts";
import { placedDiagnosticsOf } from "./placed-findings.ts";

/** The diagnostics of a configuration. Empty while the document is something else. */
export function configDiagnosticsOf(
  { model, uri, version }: OpenConfig,
  settings: LintSettings,
): Diagnostic[] {
  if (model === undefined) return [];
  const { severities, cap } = findingOptions(settings);
  const { findings, total } = model.findings(severities, cap);
  return placedDiagnosticsOf({ uri, version, lines: model.lines, findings }, total);
}
