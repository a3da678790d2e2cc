/** The text of a document and that of its file: reading the one, and making the other of it. */

import {
  EndOfLine,
  FileSystemError,
  Range,
  type TextDocument,
  TextEdit,
  WorkspaceEdit,
  workspace,
} from "vscode";
import { changedSpan } from "./changed-span.ts";

/** A text with its line ending, as an editor holds it. */
export interface HeldText {
  readonly text: string;
  readonly eol: EndOfLine;
}

export function heldText(document: TextDocument): HeldText {
  return { text: document.getText(), eol: document.eol };
}

/** The text on the disk; an empty one where the file is not there. */
export async function textOnDisk({ uri, encoding }: TextDocument): Promise<HeldText> {
  try {
    const text = await workspace.decode(await workspace.fs.readFile(uri), { encoding });
    return { text, eol: text.includes("\r\n") ? EndOfLine.CRLF : EndOfLine.LF };
  } catch (error) {
    if (error instanceof FileSystemError && error.code === "FileNotFound")
      return { text: "", eol: EndOfLine.LF };
    throw error;
  }
}

/** The bytes that saving a document would write. */
export function bytesToSave(document: TextDocument): Thenable<Uint8Array> {
  return workspace.encode(document.getText(), { encoding: document.encoding });
}

/** The edits that give a document another text; none where it has it. */
export function editsTo(document: TextDocument, { text, eol }: HeldText): TextEdit[] {
  // An edit takes on the line ending of its document.
  const wanted = text.replace(/\r\n|\r|\n/g, document.eol === EndOfLine.CRLF ? "\r\n" : "\n");
  const span = changedSpan(document.getText(), wanted);
  const edits = eol === document.eol ? [] : [TextEdit.setEndOfLine(eol)];
  if (span !== undefined) {
    const range = new Range(document.positionAt(span.start), document.positionAt(span.end));
    edits.unshift(TextEdit.replace(range, span.text));
  }
  return edits;
}

/** Whether the document has the text, line ending included. */
export function isText(document: TextDocument, wanted: HeldText): boolean {
  return editsTo(document, wanted).length === 0;
}

/** Gives a document another text; false where VS Code would not, for example because somebody types at that moment. */
export async function giveText(document: TextDocument, wanted: HeldText): Promise<boolean> {
  const edits = editsTo(document, wanted);
  const edit = new WorkspaceEdit();
  edit.set(document.uri, edits);
  return edits.length === 0 || (await workspace.applyEdit(edit));
}
