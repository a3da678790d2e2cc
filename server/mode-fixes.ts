/** Fixes that change the mode of a file. They are commands, because no text edit can do that. */

import { type CodeAction, type CodeActionContext, CodeActionKind } from "vscode-languageserver";
import { said } from "../core/words/index.ts";
import { wants } from "./code-actions.ts";

interface ModeFix {
  /** Does nothing for a file without this rule's finding, so that no other file gets another mode. */
  readonly rule: string;
  /** Its only argument is the URI of an open document. */
  readonly command: string;
  readonly title: string;
  readonly tooltip: string;
}

export const executable: ModeFix = {
  rule: "not-executable",
  command: "keypoll.makeExecutable",
  title: "Make the file executable",
  tooltip: "As chmod +x, for those who may read the file",
};

export const fromOthers: ModeFix = {
  rule: "readable-by-all",
  command: "keypoll.takeFromOthers",
  title: "Remove the access of other users to this file",
  tooltip: "As chmod o-rwx; owner and group keep their rights",
};

export const modeCommands: readonly string[] = [executable.command, fromOthers.command];

/** The fix for each of the diagnostics that it can fix. */
export function modeFixesOf(
  { rule, command, title, tooltip }: ModeFix,
  uri: string,
  { only, diagnostics }: CodeActionContext,
): CodeAction[] {
  if (!wants(only, CodeActionKind.QuickFix)) return [];
  return diagnostics
    .filter(({ code }) => code === rule)
    .map((diagnostic) => ({
      title: said(title),
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      isPreferred: true,
      command: { title: said(title), tooltip: said(tooltip), command, arguments: [uri] },
    }));
}
