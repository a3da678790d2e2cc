/** Shows a line of a document, with the cursor on it. */

import { Range, Selection, type TextDocument, window } from "vscode";

/** `line` is counted from 0. */
export async function showLine(document: TextDocument, line: number): Promise<void> {
  const place = new Range(line, 0, line, 0);
  const editor = await window.showTextDocument(document);
  editor.selection = new Selection(place.start, place.end);
  editor.revealRange(place);
}
