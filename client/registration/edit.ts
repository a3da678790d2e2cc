/** Changes an open document for manual registration. Undo works, and the user saves it. */

import { type Position, Range, type TextDocument, WorkspaceEdit, window, workspace } from "vscode";
import { type ByteString, bytesFromText, textFromBytes } from "../../core/manager/index.ts";

/** The document as the manager would read it. */
export function bytesOf(document: TextDocument): ByteString {
  return bytesFromText(document.getText());
}

/** The range of everything in a document. */
export function wholeOf(document: TextDocument): Range {
  return new Range(0, 0, document.lineCount, 0);
}

/** Replaces a range with bytes, and shows the place. */
export async function replace(document: TextDocument, range: Range, bytes: ByteString): Promise<boolean> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, document.validateRange(range), textFromBytes(bytes));
  const done = await workspace.applyEdit(edit);
  if (done) reveal(document, range.start);
  return done;
}

/** The cursor does not move: a key is shown on its line. */
function reveal(document: TextDocument, position: Position): void {
  for (const editor of window.visibleTextEditors) {
    if (editor.document === document) editor.revealRange(new Range(position, position));
  }
}
