/** Findings at offsets of a text, in the form of the protocol: diagnostics, single fixes, all safe ones at once. */

import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Diagnostic,
  DiagnosticTag,
  type Range,
} from "vscode-languageserver";
import type { Lines } from "../core/lint/lines.ts";
import { type PlacedFinding, type PlacedFix, safeFixes } from "../core/lint/placed-finding.ts";
import { rulePage } from "../core/lint/rule-page.ts";
import { say } from "../core/words/index.ts";
import { FIX_ALL, wants } from "./code-actions.ts";
import { rangeOf, textEditsOf } from "./config-ranges.ts";
import { cutNotice, SOURCE, severityOf } from "./diagnostics.ts";

/** A version of a document, and its findings. */
export interface CheckedText {
  readonly uri: string;
  readonly version: number;
  readonly lines: Lines;
  readonly findings: readonly PlacedFinding[];
}

/** The diagnostics of a text. `total` also counts findings that are not shown. */
export function placedDiagnosticsOf(text: CheckedText, total: number): Diagnostic[] {
  const diagnostics = text.findings.map((finding) => diagnosticOf(finding, text));
  if (total > diagnostics.length) diagnostics.push(cutNotice(diagnostics.length, total));
  return diagnostics;
}

function diagnosticOf(finding: PlacedFinding, { lines, uri }: CheckedText): Diagnostic {
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

/** The fixes of the diagnostics that the editor names. */
export function quickFixesOf(text: CheckedText, { only, diagnostics }: CodeActionContext): CodeAction[] {
  if (!wants(only, CodeActionKind.QuickFix)) return [];
  return findingsAbout(text, diagnostics).flatMap(({ diagnostic, finding }) =>
    finding.fixes.map((fix, at) => ({
      ...actionOf(text, fix, CodeActionKind.QuickFix),
      diagnostics: [diagnostic],
      isPreferred: at === 0 && fix.safe,
    })),
  );
}

/** The findings that diagnostics were made from, if they still exist. */
export function findingsAbout(
  text: CheckedText,
  diagnostics: readonly Diagnostic[],
): readonly { readonly diagnostic: Diagnostic; readonly finding: PlacedFinding }[] {
  return diagnostics.flatMap((diagnostic) => {
    const finding = findingOf(diagnostic, text);
    return finding === undefined ? [] : [{ diagnostic, finding }];
  });
}

/** All safe fixes as one action. It changes the whole file, so it is offered only if the editor asks for it. */
export function fixAllOf(text: CheckedText, { only }: CodeActionContext): CodeAction[] {
  if (only === undefined || !wants(only, FIX_ALL)) return [];
  const edits = safeFixes(text.findings).flat();
  if (edits.length === 0) return [];
  return [actionOf(text, { title: say`Fix all that is safe to fix`, edits, safe: true }, FIX_ALL)];
}

export function actionOf(text: CheckedText, { title, edits }: PlacedFix, kind: string): CodeAction {
  const textDocument = { uri: text.uri, version: text.version };
  return {
    title,
    kind,
    edit: { documentChanges: [{ textDocument, edits: textEditsOf(text.lines, edits) }] },
  };
}

/**
 * The finding that a diagnostic was made from. Neovim 0.7 returns diagnostics with columns in bytes, so if no place
 * matches, the line is enough.
 */
function findingOf({ code, range }: Diagnostic, { findings, lines }: CheckedText): PlacedFinding | undefined {
  const ofRule = findings.filter(({ rule }) => rule === code);
  return (
    ofRule.find((finding) => isSame(rangeOf(lines, finding), range)) ??
    ofRule.find((finding) => rangeOf(lines, finding).start.line === range.start.line)
  );
}

function isSame(one: Range, other: Range): boolean {
  return (
    one.start.line === other.start.line &&
    one.start.character === other.start.character &&
    one.end.line === other.end.line &&
    one.end.character === other.end.character
  );
}
