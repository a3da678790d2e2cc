/** Starts the server with the first document that it may check. Other windows pay nothing for it. */

import { type Disposable, type DocumentSelector, languages, type TextDocument } from "vscode";
import { kindOf } from "../../core/documents/index.ts";
import { configSelector, keyFileSelector, scriptSelector } from "../key-file/language.ts";
import { isLog } from "../log/language.ts";
import { isScript } from "../scripts-here.ts";
import { untilOne } from "../support/until-one.ts";
import type { LanguageServer } from "./language-server.ts";

/** Checks open documents, and those that are opened or edited, until the server starts. */
export function startWhenNeeded(server: LanguageServer): Disposable {
  return untilOne(isForServer, () => void server.start());
}

/** The server's own checks: it has nothing to say about most configurations and scripts. */
function isForServer(document: TextDocument): boolean {
  const matches = (selector: DocumentSelector): boolean => languages.match(selector, document) > 0;
  if (matches(keyFileSelector) || isLog(document)) return true;
  if (matches(scriptSelector)) return isScript(document);
  if (!matches(configSelector)) return false;
  return kindOf({ path: document.uri.path, text: document.getText() }).kind === "ossec-conf";
}
