/** The `client.keys` that a command works on. */

import { type TextDocument, Uri, window, workspace } from "vscode";
import { say } from "../../core/words/index.ts";
import { sourceOf } from "./derived.ts";
import { isKeyFile } from "./language.ts";

/**
 * The file that was clicked on, or else the one in the active editor. Undefined after a message about what is missing.
 */
export async function keyFileDocument(clicked?: unknown): Promise<TextDocument | undefined> {
  const uri = clicked instanceof Uri ? clicked : window.activeTextEditor?.document.uri;
  // In front of a preview, the command works on the file that it shows.
  const document = uri === undefined ? undefined : await workspace.openTextDocument(sourceOf(uri) ?? uri);
  if (document !== undefined && isKeyFile(document)) return document;
  void window.showInformationMessage(say`Open a client.keys first.`);
  return undefined;
}
