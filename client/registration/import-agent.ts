/** The command *Import an agent's string*: makes an agent's own file from it, as `manage_agents -i` does. */

import { type QuickPickItem, type TextDocument, window } from "vscode";
import { KEY_FILE_LANGUAGE } from "../../core/documents/index.ts";
import { textFromBytes } from "../../core/manager/index.ts";
import { say } from "../../core/words/index.ts";
import { isKeyFile } from "../key-file/language.ts";
import { type FindLive, mayChange } from "../key-file/live-guard.ts";
import { releaseInSettings } from "../key-file/release.ts";
import { fileNameOf } from "../support/file-name.ts";
import { askForImport } from "./ask-import.ts";
import { replace, wholeOf } from "./edit.ts";
import { openUntitled } from "./hand-over.ts";

export async function importString(findLive: FindLive): Promise<void> {
  const document = window.activeTextEditor?.document;
  const title = say`Import an agent's string`;
  const imported = await askForImport(title, releaseInSettings(document?.uri));
  if (imported === undefined) return;
  const line = `${imported.line}\n`;
  if (document === undefined || !isKeyFile(document)) {
    await openUntitled(textFromBytes(line), KEY_FILE_LANGUAGE);
    return;
  }
  const place = await pickPlace(title, document);
  if (place === "new") await openUntitled(textFromBytes(line), KEY_FILE_LANGUAGE);
  else if (place === "here" && (await mayChange(findLive, document)))
    await replace(document, wholeOf(document), line);
}

async function pickPlace(title: string, document: TextDocument): Promise<"new" | "here" | undefined> {
  const name = fileNameOf(document.uri);
  const places: readonly (QuickPickItem & { readonly place: "new" | "here" })[] = [
    {
      place: "new",
      label: say`Open it as a new file`,
      detail: say`It is not saved; its key is hidden as everywhere.`,
    },
    {
      place: "here",
      label: say`Replace everything in ${name} with it`,
      detail: say`As manage_agents -i does on an agent. It would overwrite a manager's list.`,
    },
  ];
  return (await window.showQuickPick(places, { title }))?.place;
}
