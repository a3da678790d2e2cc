/**
 * What the user can do with a text that would stop daemons or lock agents out: edit it again, save it anyway, save a
 * copy.
 */

import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { commands, type TextDocument, Uri, window, workspace } from "vscode";
import { liveFile, replaceFile } from "../../../core/files/index.ts";
import { say } from "../../../core/words/index.ts";
import { complain, putFile, remarkOn } from "../../put-file.ts";
import { showLine } from "../../show-line.ts";
import { type Danger, lineOf, reasonsOf } from "./danger.ts";
import { bytesToSave } from "./document-text.ts";

/** Asks, and does what the user chooses. `saveInPlace` makes VS Code save the document as it is. */
export async function offerChoices(danger: Danger, saveInPlace: () => Promise<unknown>): Promise<void> {
  const { document } = danger;
  const again = say`Edit again`;
  const anyway = say`Save anyway`;
  const copy = say`Save a copy…`;
  // The default button must be harmless. In Restricted Mode this extension does not write to the file, but VS Code
  // itself may.
  const choices = workspace.isTrusted
    ? [{ title: copy }, { title: anyway }, { title: again, isCloseAffordance: true }]
    : [{ title: again }, { title: anyway }];
  // What another program writes while the question is open must not be overwritten by the answer.
  const onDisk = await readFile(document.uri.fsPath).catch(() => "nothing" as const);
  const answer = await window.showWarningMessage(
    question(danger),
    { modal: true, detail: reasonsOf(danger).join("\n\n") },
    ...choices,
  );
  switch (answer?.title) {
    case anyway:
      return workspace.isTrusted ? saveAnyway(document, onDisk) : void (await saveInPlace());
    case copy:
      return saveCopy(document);
    default:
      return showLine(document, lineOf(danger));
  }
}

function question({ document, live, stop }: Danger): string {
  const name = basename(document.fileName);
  if (live.role === "agent") return say`Saved like this, ${name} stops the agent of ${live.installation}.`;
  return stop === undefined
    ? say`Saved like this, ${name} locks agents out of the manager of ${live.installation}.`
    : say`Saved like this, ${name} stops the daemons of ${live.installation}.`;
}

/** VS Code has not waited for the check. `isBack` says whether the file has its old text again. */
export function warnOfEarlySave(danger: Danger, isBack: boolean): void {
  const path = danger.document.uri.fsPath;
  const reasons = reasonsOf(danger).join(" ");
  void window.showErrorMessage(
    isBack
      ? say`VS Code saved ${path} before Key Poll could check it, so daemons could read it for a moment. Key Poll has written the old text again. Check that the daemons still run. ${reasons}`
      : say`VS Code saved ${path} before Key Poll could check it, and the old text could not be written again. ${reasons}`,
  );
}

/** All or nothing, with the mode and owner of the old file, which is kept beside the new one. */
async function saveAnyway(document: TextDocument, was: Uint8Array | "nothing"): Promise<void> {
  const { version } = document;
  const result = await replaceFile(document.uri.fsPath, await bytesToSave(document), { backup: true, was });
  if (result.kind === "failed") return complain(result);
  remarkOn(document.uri.fsPath, result);
  await window.showTextDocument(document);
  // The editor treats the file as saved once it has read it again. Text typed meanwhile stays.
  if (document.version === version) await commands.executeCommand("workbench.action.files.revert");
  if (result.backup !== undefined)
    void window.showInformationMessage(say`The old file is kept as ${result.backup}.`);
}

async function saveCopy(document: TextDocument): Promise<void> {
  const path = document.uri.fsPath;
  const defaultUri = Uri.file(join(dirname(path), `${basename(path)}.copy`));
  const target = await window.showSaveDialog({ defaultUri, title: say`Save a copy` });
  if (target === undefined) return;
  if ((await liveFile(target.fsPath)) !== undefined) {
    void window.showWarningMessage(say`${target.fsPath} is a live file too; nothing was written.`);
    return;
  }
  if (!(await putFile(target, await bytesToSave(document), { backup: false }))) return;
  const open = say`Open the copy`;
  const answer = await window.showInformationMessage(say`The copy is ${target.fsPath}.`, open);
  if (answer === open) await window.showTextDocument(target);
}
