/** Fixes for editors that do not support versioned document edits. */

import type { CodeAction, WorkspaceEdit } from "vscode-languageserver";

/** The same actions, with edits that only have the document's URI. */
export function withPlainEdits(actions: readonly CodeAction[]): CodeAction[] {
  return actions.map((action) =>
    action.edit === undefined ? action : { ...action, edit: plain(action.edit) },
  );
}

function plain({ documentChanges = [] }: WorkspaceEdit): WorkspaceEdit {
  const changes: NonNullable<WorkspaceEdit["changes"]> = {};
  for (const change of documentChanges) {
    if (!("edits" in change)) continue;
    const edits = change.edits.filter((edit) => "newText" in edit);
    changes[change.textDocument.uri] = [...(changes[change.textDocument.uri] ?? []), ...edits];
  }
  return { changes };
}
