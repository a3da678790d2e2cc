/** Which `client.keys` a command is about. */

import { l10n, type TextDocument, Uri, window, workspace } from "vscode";
import { sourceOf } from "./derived.ts";
import { isKeyFile } from "./language.ts";

/** The one that was clicked on, else the one in the active editor; undefined after saying what is missing. */
export async function keyFileDocument(clicked?: unknown): Promise<TextDocument | undefined> {
  const uri = clicked instanceof Uri ? clicked : window.activeTextEditor?.document.uri;
  // Beside a preview, the file that it shows is meant.
  const document = uri === undefined ? undefined : await workspace.openTextDocument(sourceOf(uri) ?? uri);
  if (document !== undefined && isKeyFile(document)) return document;
  void window.showInformationMessage(l10n.t("Open a client.keys first."));
  return undefined;
}
