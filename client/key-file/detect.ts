/**
 * Sets the language of lists of agents with other file names. The manifest has the names and first lines; this reads
 * further lines.
 */

import { Disposable, languages, type TextDocument, workspace } from "vscode";
import { KEY_FILE_LANGUAGE, kindOf, LINES_TO_RECOGNISE } from "../../core/documents/index.ts";
import { isKeyFile } from "./language.ts";

export function detectKeyFiles(): Disposable {
  /** Documents that have or had the language. If the user removes it, it is not set again. */
  const known = new Set<string>();
  const detect = (document: TextDocument): void => {
    const uri = document.uri.toString();
    if (isKeyFile(document)) known.add(uri);
    else if (!known.has(uri) && looksIt(document)) {
      void languages.setTextDocumentLanguage(document, KEY_FILE_LANGUAGE);
    }
  };
  const forget = (document: TextDocument): void => {
    // A change of language closes the document and opens it again immediately.
    queueMicrotask(() => {
      if (!workspace.textDocuments.some((each) => each.uri.toString() === document.uri.toString())) {
        known.delete(document.uri.toString());
      }
    });
  };
  for (const document of workspace.textDocuments) detect(document);
  return Disposable.from(workspace.onDidOpenTextDocument(detect), workspace.onDidCloseTextDocument(forget));
}

/** Only texts that no other language claims are checked. */
function looksIt(document: TextDocument): boolean {
  if (document.languageId !== "plaintext" || document.uri.scheme === "output") return false;
  const count = Math.min(document.lineCount, LINES_TO_RECOGNISE);
  const text = Array.from({ length: count }, (_, line) => document.lineAt(line).text).join("\n");
  return kindOf({ path: document.uri.path, text }).kind === "key-file";
}
