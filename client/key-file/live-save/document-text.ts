/** Reads the text of a document and that of its file, and turns one into the other. */

import { readFile } from "node:fs/promises";
import { EndOfLine, Range, type TextDocument, TextEdit, WorkspaceEdit, workspace } from "vscode";
import { changedSpan } from "./changed-span.ts";

/** A text and its line ending, as an editor holds it. */
export interface HeldText {
  readonly text: string;
  readonly eol: EndOfLine;
}

export function heldText(document: TextDocument): HeldText {
  return { text: document.getText(), eol: document.eol };
}

/** The content of the disk, as text and as bytes. */
export interface TextOnDisk extends HeldText {
  readonly bytes: Uint8Array;
}

/** The text on the disk; empty if the file does not exist. */
export async function textOnDisk({ uri, encoding }: TextDocument): Promise<TextOnDisk> {
  const bytes = await readFile(uri.fsPath).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  });
  // VS Code's own decoder needs seconds for a file of 50 MB, which is too long before a save.
  const text = encoding === "utf8" ? bytes.toString() : await workspace.decode(bytes, { encoding });
  return { text, eol: text.includes("\r\n") ? EndOfLine.CRLF : EndOfLine.LF, bytes };
}

/** The bytes that saving a document would write. */
export function bytesToSave(document: TextDocument): Uint8Array | Thenable<Uint8Array> {
  const { encoding } = document;
  const text = document.getText();
  return encoding === "utf8" ? Buffer.from(text) : workspace.encode(text, { encoding });
}

/** The edits that give a document another text. Empty if it already has that text. */
export function editsTo(document: TextDocument, { text, eol }: HeldText): TextEdit[] {
  // An edit gets the line ending of its document.
  const isCrlf = document.eol === EndOfLine.CRLF;
  const wanted = isCrlf || text.includes("\r") ? text.replace(/\r\n|\r|\n/g, isCrlf ? "\r\n" : "\n") : text;
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

/** Gives a document another text. False if VS Code refuses, for example because the user is typing. */
export async function giveText(document: TextDocument, wanted: HeldText): Promise<boolean> {
  const edits = editsTo(document, wanted);
  const edit = new WorkspaceEdit();
  edit.set(document.uri, edits);
  return edits.length === 0 || (await workspace.applyEdit(edit));
}
