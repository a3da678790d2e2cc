/** Starts the server with the first document that it may check. Other windows pay nothing for it. */

import { Disposable, type DocumentSelector, languages, type TextDocument, workspace } from "vscode";
import { claimAtSight, kindOf, registrationClaim } from "../../core/documents/index.ts";
import { mayBePollScript } from "../../core/lint/script/poll-script.ts";
import { configSelector, keyFileSelector, scriptSelector } from "../key-file/language.ts";
import { isLog } from "../log/language.ts";
import type { LanguageServer } from "./language-server.ts";

/** Checks open documents, and those that are opened or edited, until the server starts. */
export function startWhenNeeded(server: LanguageServer): Disposable {
  const listeners: Disposable[] = [];
  const stopLooking = (): void => {
    for (const listener of listeners) listener.dispose();
  };
  const look = (document: TextDocument): boolean => {
    if (!isForServer(document)) return false;
    stopLooking();
    void server.start();
    return true;
  };
  if (!workspace.textDocuments.some(look)) {
    listeners.push(
      workspace.onDidOpenTextDocument(look),
      workspace.onDidChangeTextDocument(({ document }) => look(document)),
    );
  }
  return new Disposable(stopLooking);
}

/** The server's own checks: it has nothing to say about most configurations and scripts. */
function isForServer(document: TextDocument): boolean {
  const matches = (selector: DocumentSelector): boolean => languages.match(selector, document) > 0;
  if (matches(keyFileSelector) || isLog(document)) return true;
  const { path } = document.uri;
  const text = document.getText();
  if (matches(configSelector)) return kindOf({ path, text }).kind === "ossec-conf";
  if (!matches(scriptSelector)) return false;
  return (
    claimAtSight(path, text) !== undefined || mayBePollScript(text) || registrationClaim(text) !== undefined
  );
}
