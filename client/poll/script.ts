/** The script that a command works on: its document, whether it may be run, and its `exec_path`. */

import { commands, TabInputText, type TextDocument, Uri, window, workspace } from "vscode";
import { here } from "../../core/platform/index.ts";
import { builtProgram, isExecutable } from "../../core/poll/index.ts";
import { say } from "../../core/words/index.ts";
import { type ExecPath, execPathFor } from "./exec-path.ts";
import type { PollSettings } from "./settings.ts";

/** Running a file from a folder requires trust in the folder. */
export async function isAllowed(): Promise<boolean> {
  if (workspace.isTrusted) return true;
  const manage = say`Manage Workspace Trust`;
  const answer = await window.showWarningMessage(
    say`A test runs the script, but this folder is not trusted. Trust it if you know who wrote its code.`,
    manage,
  );
  if (answer === manage) await commands.executeCommand("workbench.trust.manage");
  return false;
}

/** The script as a saved file. Undefined, with a message, if there is none. */
export async function scriptDocument(clicked: unknown): Promise<TextDocument | undefined> {
  const uri = clicked instanceof Uri ? clicked : openUri();
  const document = uri === undefined ? undefined : await workspace.openTextDocument(uri);
  if (document === undefined) {
    const create = say`New poll script…`;
    const text = say`Open a poll script first, or choose one in the Explorer.`;
    void window.showInformationMessage(text, create).then((answer) => {
      if (answer === create) void commands.executeCommand("keypoll.newPollScript");
    });
    return undefined;
  }
  if (document.isUntitled) {
    void window.showInformationMessage(say`Save the script first: the manager starts it by its path.`);
    return undefined;
  }
  if (document.uri.scheme !== "file") {
    void window.showInformationMessage(say`The script must be on this machine to be run.`);
    return undefined;
  }
  if (document.isDirty) await savedForTest(document);
  return document;
}

/** Scripts that are being saved because their test begins. */
const saving = new Set<string>();

export function isSavedForTest({ uri }: TextDocument): boolean {
  return saving.has(uri.toString());
}

async function savedForTest(document: TextDocument): Promise<void> {
  const key = document.uri.toString();
  saving.add(key);
  await document.save();
  saving.delete(key);
}

/** The document in front. While the report has the focus, the active editor is the report's. */
function openUri(): Uri | undefined {
  const uri = window.activeTextEditor?.document.uri;
  if (uri !== undefined && uri.scheme !== "output") return uri;
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputText ? input.uri : undefined;
}

/** The line in the settings, or else one that suits the script. */
export function execPathOf(document: TextDocument, settings: PollSettings): ExecPath {
  if (settings.execPath !== undefined) return { line: settings.execPath, why: undefined };
  return execPathFor({
    path: document.fileName,
    firstLine: document.lineAt(0).text,
    executable: isExecutable(document.fileName),
    language: document.languageId,
    windows: !here.isUnix,
    built: builtProgram(document.fileName),
  });
}
