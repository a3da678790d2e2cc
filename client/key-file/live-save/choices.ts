/**
 * What the user can do with a text that would stop daemons or lock agents out: edit it again, save it anyway, save a
 * copy.
 */

import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { commands, l10n, type TextDocument, Uri, window, workspace } from "vscode";
import { liveFile, replaceFile } from "../../../core/files/index.ts";
import { complain, putFile, remarkOn } from "../../put-file.ts";
import { showLine } from "../../show-line.ts";
import { type Danger, lineOf, reasonsOf } from "./danger.ts";
import { bytesToSave } from "./document-text.ts";

/** Asks, and does what the user chooses. `saveInPlace` makes VS Code save the document as it is. */
export async function offerChoices(danger: Danger, saveInPlace: () => Promise<unknown>): Promise<void> {
  const { document } = danger;
  const again = l10n.t("Edit again");
  const anyway = l10n.t("Save anyway");
  const copy = l10n.t("Save a copy…");
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
  if (live.role === "agent")
    return l10n.t("Saved like this, {0} stops the agent of {1}.", name, live.installation);
  return stop === undefined
    ? l10n.t("Saved like this, {0} locks agents out of the manager of {1}.", name, live.installation)
    : l10n.t("Saved like this, {0} stops the daemons of {1}.", name, live.installation);
}

/** VS Code has not waited for the check. `isBack` says whether the file has its old text again. */
export function warnOfEarlySave(danger: Danger, isBack: boolean): void {
  const path = danger.document.uri.fsPath;
  const reasons = reasonsOf(danger).join(" ");
  void window.showErrorMessage(
    isBack
      ? l10n.t(
          "VS Code saved {0} before Key Poll could check it, so daemons could read it for a moment. Key Poll has written the old text again. Check that the daemons still run. {1}",
          path,
          reasons,
        )
      : l10n.t(
          "VS Code saved {0} before Key Poll could check it, and the old text could not be written again. {1}",
          path,
          reasons,
        ),
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
    void window.showInformationMessage(l10n.t("The old file is kept as {0}.", result.backup));
}

async function saveCopy(document: TextDocument): Promise<void> {
  const path = document.uri.fsPath;
  const defaultUri = Uri.file(join(dirname(path), `${basename(path)}.copy`));
  const target = await window.showSaveDialog({ defaultUri, title: l10n.t("Save a copy") });
  if (target === undefined) return;
  if ((await liveFile(target.fsPath)) !== undefined) {
    void window.showWarningMessage(l10n.t("{0} is a live file too; nothing was written.", target.fsPath));
    return;
  }
  if (!(await putFile(target, await bytesToSave(document), { backup: false }))) return;
  const open = l10n.t("Open the copy");
  const answer = await window.showInformationMessage(l10n.t("The copy is {0}.", target.fsPath), open);
  if (answer === open) await window.showTextDocument(target);
}
