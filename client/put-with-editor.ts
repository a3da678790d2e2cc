/** Writes a file through the editor, which also works on other machines and in browsers. */

import { type Uri, window, workspace } from "vscode";
import { say } from "../core/words/index.ts";

/** False if the file was not written. The user has then been told. */
export async function putWithEditor(target: Uri, bytes: Uint8Array): Promise<boolean> {
  try {
    await workspace.fs.writeFile(target, bytes);
    return true;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(say`${target.path} was not written: ${why}`);
    return false;
  }
}
