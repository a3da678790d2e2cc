/** Writes the files of a new script into a folder of the editor, each with its mode if there are modes. */

import { l10n, Uri, window } from "vscode";
import type { Scaffold } from "../../core/scaffold/index.ts";
import { isThere } from "./ask.ts";

/** Writes a file with its mode. Tells the user if this fails, and returns false. */
export type WriteFile = (file: Uri, bytes: Uint8Array, mode: number) => Promise<boolean>;

/** The script as it was written. Undefined if not all files were written; the user has then been told. */
export async function writeScaffold(
  { files }: Scaffold,
  folder: Uri,
  write: WriteFile,
): Promise<Uri | undefined> {
  const targets = files.map((file) => ({ ...file, uri: Uri.joinPath(folder, file.name) }));
  const known = await Promise.all(targets.map(({ uri }) => isThere(uri)));
  const present = targets.filter((_, at) => known[at]).map(({ name }) => name);
  if (present.length > 0 && !(await mayReplace(present))) return undefined;
  for (const { uri, content, mode } of targets) {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    if (!(await write(uri, bytes, mode))) return undefined;
  }
  return targets[0]?.uri;
}

async function mayReplace(present: readonly string[]): Promise<boolean> {
  const replace = l10n.t("Replace");
  const answer = await window.showWarningMessage(
    l10n.t("Some files already exist. Replace them?"),
    { modal: true, detail: present.join("\n") },
    replace,
  );
  return answer === replace;
}
