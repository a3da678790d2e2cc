/** Writes a file through the editor, which also works on other machines and in browsers. */

import { l10n, type Uri, window, workspace } from "vscode";

/** False if the file was not written. The user has then been told. */
export async function putWithEditor(target: Uri, bytes: Uint8Array): Promise<boolean> {
  try {
    await workspace.fs.writeFile(target, bytes);
    return true;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(l10n.t("{0} was not written: {1}", target.path, why));
    return false;
  }
}
