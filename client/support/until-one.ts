/** Waits for a document of a kind among those that are open, opened or edited. */

import { Disposable, type TextDocument, workspace } from "vscode";

/** Calls `found` once, with the first document that `isOne` accepts, and then stops checking documents. */
export function untilOne(isOne: (document: TextDocument) => boolean, found: () => void): Disposable {
  const listeners: Disposable[] = [];
  const stop = (): void => {
    for (const listener of listeners) listener.dispose();
  };
  const look = (document: TextDocument): boolean => {
    if (!isOne(document)) return false;
    stop();
    found();
    return true;
  };
  if (!workspace.textDocuments.some(look)) {
    listeners.push(
      workspace.onDidOpenTextDocument(look),
      workspace.onDidChangeTextDocument(({ document }) => look(document)),
    );
  }
  return new Disposable(stop);
}
