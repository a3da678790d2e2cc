/** Fixes as code actions: one by one, and all safe ones at once. */

import { type CodeAction, CodeActionKind, type CodeActionParams, type TextEdit } from "vscode-languageserver";
import { editsOf, fixedText } from "../core/lint/fix-text.ts";
import {
  type Fix,
  fixesOf,
  keyFileFixer,
  purgeRemoved,
  safeFixes,
  sortById,
} from "../core/lint/key-file/index.ts";
import type { LintSettings } from "../core/lint/settings.ts";
import { say } from "../core/words/index.ts";
import { SOURCE } from "./diagnostics.ts";
import type { OpenKeyFile } from "./key-files.ts";
import { wireEditsOf } from "./text-edits.ts";

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.${SOURCE}`;
export const PURGE_REMOVED = `${CodeActionKind.Source}.${SOURCE}.purgeRemoved`;
export const SORT_BY_ID = `${CodeActionKind.Source}.${SOURCE}.sortById`;

/** Whether the editor asks for this kind of action, by its name or by a parent kind. */
export function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((each) => kind === each || kind.startsWith(`${each}.`));
}

/** The actions for the editor's request: fixes of the diagnostics in it, or the one that fixes all. */
export function codeActionsOf(
  file: OpenKeyFile,
  settings: LintSettings,
  params: CodeActionParams,
): CodeAction[] {
  const { only, diagnostics } = params.context;
  const wanted = (kind: string): boolean => wants(only, kind);
  const actions: CodeAction[] = [];
  if (wanted(CodeActionKind.QuickFix)) {
    for (const diagnostic of diagnostics) {
      const fixes = fixesOf(file.model, String(diagnostic.code), diagnostic.range.start.line);
      for (const [at, fix] of fixes.entries()) {
        actions.push({
          title: fix.title,
          kind: CodeActionKind.QuickFix,
          diagnostics: [diagnostic],
          isPreferred: at === 0 && fix.safe,
          edit: editOf(file, wireEditsOf(fix.edits)),
        });
      }
    }
  }
  const asksForSource =
    only?.some((each) => each === "source" || each.startsWith(`source.${SOURCE}`)) === true;
  for (const { kind, fix } of asksForSource ? wholeFileActions(file) : []) {
    if (wanted(kind)) {
      actions.push({ title: fix.title, kind, edit: editOf(file, wireEditsOf(fix.edits)) });
    }
  }
  if (only !== undefined && wanted(FIX_ALL)) {
    const edits = allSafeEdits(file, settings);
    if (edits.length > 0) {
      actions.push({ title: say`Fix all that is safe to fix`, kind: FIX_ALL, edit: editOf(file, edits) });
    }
  }
  return actions;
}

/** Changes of the whole file: offered only if the editor asks for source actions, because they read all of it. */
function wholeFileActions(file: OpenKeyFile): readonly { kind: string; fix: Fix }[] {
  const found = [
    { kind: PURGE_REMOVED, fix: purgeRemoved(file.model) },
    { kind: SORT_BY_ID, fix: sortById(file.model) },
  ];
  return found.flatMap(({ kind, fix }) => (fix === undefined ? [] : [{ kind, fix }]));
}

export function editOf(file: OpenKeyFile, edits: TextEdit[]): NonNullable<CodeAction["edit"]> {
  return { documentChanges: [{ textDocument: { uri: file.uri, version: file.version }, edits }] };
}

/** The edits after which no safe fix remains. Reads nothing if there is none. */
function allSafeEdits(file: OpenKeyFile, settings: LintSettings): TextEdit[] {
  if (safeFixes(file.model, settings).length === 0) return [];
  const text = file.model.getText();
  const { lines } = fixedText(text, keyFileFixer(settings, file.disk));
  return wireEditsOf(editsOf(text, lines));
}
