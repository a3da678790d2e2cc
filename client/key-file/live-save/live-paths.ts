/** Tells the key bindings which open files are live. */

import { commands, type Disposable, workspace } from "vscode";
import { liveFile } from "../../../core/files/index.ts";

export function markLivePaths(): Disposable {
  void mark();
  return workspace.onDidOpenTextDocument(mark);
}

async function mark(): Promise<void> {
  const files = workspace.textDocuments.filter(({ uri }) => uri.scheme === "file");
  const live = await Promise.all(files.map(({ uri }) => liveFile(uri.fsPath)));
  const paths = files.filter((_, at) => live[at] !== undefined).map(({ uri }) => uri.path);
  await commands.executeCommand("setContext", "keypoll.livePaths", paths);
}
