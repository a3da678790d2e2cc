/** Poll scripts in languages that nobody here can read: they carry a note, for without one they would look checked. */

import {
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  languages,
  Range,
  type TextDocument,
  workspace,
} from "vscode";
import { kindOf, LINES_TO_TELL } from "../../core/documents/index.ts";
import { configSelector, keyFileSelector, scriptSelector } from "../key-file/language.ts";
import type { ScriptKinds } from "./script-kinds.ts";

const SENT = [...keyFileSelector, ...configSelector, ...scriptSelector];

/** Marks what is open, for as long as it is. The server says it of the documents that it is sent. */
export function markUnchecked(kinds: ScriptKinds): Disposable {
  const notes = languages.createDiagnosticCollection("keypoll-unchecked");
  const look = (document: TextDocument): void => {
    const note = noteOn(document, kinds);
    notes.set(document.uri, note && [note]);
  };
  const lookAtAll = (): void => workspace.textDocuments.forEach(look);
  lookAtAll();
  return Disposable.from(
    notes,
    workspace.onDidOpenTextDocument(look),
    workspace.onDidCloseTextDocument(({ uri }) => notes.delete(uri)),
    workspace.onDidSaveTextDocument(look),
    kinds.onDidChange(lookAtAll),
  );
}

/** Whether the server is sent the document, and says itself what it is. */
const isSent = (document: TextDocument): boolean => languages.match(SENT, document) > 0;

function noteOn(document: TextDocument, kinds: ScriptKinds): Diagnostic | undefined {
  const { uri, languageId } = document;
  if (uri.scheme !== "file" || isSent(document)) return undefined;
  const claim = kinds.is("poll-script", uri) ? "tested" : undefined;
  const text = document.getText(new Range(0, 0, LINES_TO_TELL, 0));
  const found = kindOf({ path: uri.path, text, editorLanguage: languageId, claim });
  if (found.kind !== "none" || found.claim === undefined) return undefined;
  const { why, advice } = found.outcome;
  const note = new Diagnostic(new Range(0, 0, 0, 0), `${why} ${advice}`, DiagnosticSeverity.Warning);
  note.source = "keypoll";
  note.code = "not-checked";
  return note;
}
