/** Fixes of a configuration as code actions, and the conversion of its blocks. */

import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
} from "vscode-languageserver";
import type { ConfigDocument, ConfigFinding, ConfigFix } from "../core/lint/config/index.ts";
import { FIX_ALL, wants } from "./code-actions.ts";
import { rangeOf, spanOf, textEditsOf } from "./config-ranges.ts";
import type { OpenConfig } from "./configs.ts";

export const CONVERT = `${CodeActionKind.RefactorRewrite}.keypoll`;

/** The actions for what the editor asks about. */
export function configActionsOf(file: OpenConfig, { range, context }: CodeActionParams): CodeAction[] {
  const { model } = file;
  if (model === undefined) return [];
  const { only, diagnostics } = context;
  const actions: CodeAction[] = [];
  const { findings } = model.findings();
  if (wants(only, CodeActionKind.QuickFix)) {
    for (const diagnostic of diagnostics) {
      const fixes = findings.find((finding) => isAbout(diagnostic, finding, model))?.fixes ?? [];
      for (const [at, fix] of fixes.entries()) {
        const isPreferred = at === 0 && fix.safe;
        actions.push({
          ...actionOf(file, model, fix, CodeActionKind.QuickFix),
          diagnostics: [diagnostic],
          isPreferred,
        });
      }
    }
  }
  if (wants(only, CONVERT)) {
    // Where a finding asks for it, it is there as its fix.
    const isOffered = ({ title }: ConfigFix): boolean => actions.some((action) => action.title === title);
    for (const fix of model.conversions(spanOf(model.lines, range))) {
      if (!isOffered(fix)) actions.push(actionOf(file, model, fix, CONVERT));
    }
  }
  // What changes the whole file is offered only to an editor that asks for it.
  if (only !== undefined && wants(only, FIX_ALL)) {
    const edits = safeEdits(findings);
    const all = { title: "Fix all that is safe to fix", edits, safe: true };
    if (edits.length > 0) actions.push(actionOf(file, model, all, FIX_ALL));
  }
  return actions;
}

function isAbout({ code, range }: Diagnostic, finding: ConfigFinding, { lines }: ConfigDocument): boolean {
  const { start, end } = rangeOf(lines, finding);
  return (
    code === finding.rule &&
    start.line === range.start.line &&
    start.character === range.start.character &&
    end.line === range.end.line &&
    end.character === range.end.character
  );
}

function actionOf(
  file: OpenConfig,
  { lines }: ConfigDocument,
  { title, edits }: ConfigFix,
  kind: string,
): CodeAction {
  const textDocument = { uri: file.uri, version: file.version };
  return {
    title,
    kind,
    edit: { documentChanges: [{ textDocument, edits: textEditsOf(lines, edits) }] },
  };
}

/** The first safe fix of each finding, as long as it does not touch the one before. */
function safeEdits(findings: readonly ConfigFinding[]): ConfigFix["edits"] {
  const edits: ConfigFix["edits"][number][] = [];
  for (const { fixes } of findings) {
    const fix = fixes.find(({ safe }) => safe);
    const isFree = fix?.edits.every((edit) =>
      edits.every((other) => edit.end <= other.start || other.end <= edit.start),
    );
    if (fix !== undefined && isFree === true) edits.push(...fix.edits);
  }
  return edits;
}
