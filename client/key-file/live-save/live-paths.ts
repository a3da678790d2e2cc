/** Tells the key bindings which open files are live. */

import { commands, type Disposable, workspace } from "vscode";
import { liveFile } from "../../../core/files/index.ts";
import { coalesced } from "../../support/coalesced.ts";

export function markLivePaths(): Disposable {
  const refresh = coalesced(mark);
  refresh();
  return workspace.onDidOpenTextDocument(refresh);
}

async function mark(): Promise<void> {
  const files = workspace.textDocuments.filter(({ uri }) => uri.scheme === "file");
  const live = await Promise.all(files.map(({ uri }) => liveFile(uri.fsPath)));
  const paths = files.filter((_, at) => live[at] !== undefined).map(({ uri }) => uri.path);
  await commands.executeCommand("setContext", "keypoll.livePaths", paths);
}
