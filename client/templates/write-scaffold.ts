/** Writing the files of a new script into a folder of the editor, each with its mode where there are modes. */

import { l10n, Uri, window, workspace } from "vscode";
import type { Scaffold } from "../../core/scaffold/index.ts";
import { isThere } from "./ask.ts";

/** What a mode gives to others than the owner. */
const OF_OTHERS = 0o077;

/** Sets the permissions of a file, as chmod takes them. */
export type SetMode = (file: Uri, mode: number) => Promise<void>;

/** The script as it was written; undefined where nothing was, which the person knows then. */
export async function writeScaffold(
  { files }: Scaffold,
  folder: Uri,
  setMode: SetMode | undefined,
): Promise<Uri | undefined> {
  const targets = files.map((file) => ({ ...file, uri: Uri.joinPath(folder, file.name) }));
  const known = await Promise.all(targets.map(({ uri }) => isThere(uri)));
  const present = targets.filter((_, at) => known[at]).map(({ name }) => name);
  if (present.length > 0 && !(await mayReplace(present))) return undefined;
  try {
    for (const { uri, content, mode } of targets) {
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      const chmod = uri.scheme === "file" ? setMode : undefined;
      if ((mode & OF_OTHERS) === 0) {
        // Nobody else may read a password, not even until the mode is set.
        await workspace.fs.writeFile(uri, new Uint8Array());
        await chmod?.(uri, mode);
      }
      await workspace.fs.writeFile(uri, bytes);
      await chmod?.(uri, mode);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(l10n.t("The script could not be written: {0}", reason));
    return undefined;
  }
  return targets[0]?.uri;
}

async function mayReplace(present: readonly string[]): Promise<boolean> {
  const replace = l10n.t("Replace");
  const answer = await window.showWarningMessage(
    l10n.t("Some files are there already. Replace them?"),
    { modal: true, detail: present.join("\n") },
    replace,
  );
  return answer === replace;
}
