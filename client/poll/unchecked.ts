/**
 * Poll scripts in languages that nothing here can read. They get a note, because without one they would look checked.
 */

import {
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  languages,
  Range,
  type TextDocument,
  workspace,
} from "vscode";
import { kindOf, LINES_TO_RECOGNISE } from "../../core/documents/index.ts";
import { configSelector, keyFileSelector, scriptSelector } from "../key-file/language.ts";
import type { ScriptKinds } from "./script-kinds.ts";

const SENT = [...keyFileSelector, ...configSelector, ...scriptSelector];

/** Marks open documents until they are closed. For documents that the server receives, the server says it. */
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

/** Whether the server receives the document, and itself says what it is. */
const isSent = (document: TextDocument): boolean => languages.match(SENT, document) > 0;

function noteOn(document: TextDocument, kinds: ScriptKinds): Diagnostic | undefined {
  const { uri, languageId } = document;
  if (uri.scheme !== "file" || isSent(document)) return undefined;
  const claim = kinds.is("poll-script", uri) ? "tested" : undefined;
  const text = document.getText(new Range(0, 0, LINES_TO_RECOGNISE, 0));
  const found = kindOf({ path: uri.path, text, editorLanguage: languageId, claim });
  if (found.kind !== "none" || found.claim === undefined) return undefined;
  const { why, advice } = found.outcome;
  const note = new Diagnostic(new Range(0, 0, 0, 0), `${why} ${advice}`, DiagnosticSeverity.Warning);
  note.source = "keypoll";
  note.code = "not-checked";
  return note;
}
