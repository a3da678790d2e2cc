/** Writes a file for the user: a file of this machine in the one safe way, any other through VS Code. */

import { type Uri, window } from "vscode";
import { type FileProblem, type Replacement, type ReplaceOptions, replaceFile } from "../core/files/index.ts";
import { say } from "../core/words/index.ts";
import { putWithEditor } from "./put-with-editor.ts";

/** Writes, and tells the user why it failed, or which file keeps the old content. False if nothing was written. */
export async function putFile(target: Uri, bytes: Uint8Array, options: ReplaceOptions): Promise<boolean> {
  if (target.scheme !== "file") return putWithEditor(target, bytes);
  const result = await replaceFile(target.fsPath, bytes, options);
  if (result.kind === "failed") complain(result);
  else remarkOn(target.fsPath, result);
  return result.kind === "written";
}

export function complain({ what, advice }: FileProblem): void {
  void window.showErrorMessage(`${what} ${advice}`);
}

/** A program that uses the file by a hard link continues to read the old one. */
export function remarkOn(path: string, { otherNames }: Extract<Replacement, { kind: "written" }>): void {
  if (otherNames === 0) return;
  void window.showWarningMessage(
    say`${path} has other names (hard links: ${otherNames}), which keep the old content.`,
  );
}
