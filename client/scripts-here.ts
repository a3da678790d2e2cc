/** Whether this window has a script: only then is the part of the extension for scripts loaded without a command. */

import { Disposable, type ExtensionContext, languages, type TextDocument, workspace } from "vscode";
import { claimAtSight, kindOf, registrationClaim } from "../core/documents/index.ts";
import { mayBePollScript } from "../core/lint/script/poll-script.ts";
import { SUITE_SUFFIX } from "../core/suite/suffix.ts";
import { configSelector, keyFileSelector, scriptSelector } from "./key-file/language.ts";
import { logSelector } from "./log/language.ts";

/** What the workspace remembers of scripts that were tested. */
const MEMORIES = ["keypoll.samples", "keypoll.registrationCalls"];

/** Calls `found` as soon as a script or a suite is open or in a folder, or was tested here before. It may call more than once. */
export function whenScripts({ workspaceState }: ExtensionContext, found: () => void): Disposable {
  const look = (document: TextDocument): void => {
    if (isScript(document) || document.uri.path.endsWith(SUITE_SUFFIX)) found();
  };
  const suites = workspace.createFileSystemWatcher(`**/*${SUITE_SUFFIX}`, false, true, true);
  workspace.textDocuments.forEach(look);
  if (workspaceState.keys().some((key) => MEMORIES.includes(key))) found();
  void workspace.findFiles(`**/*${SUITE_SUFFIX}`, "**/node_modules/**", 1).then(({ length }) => {
    if (length > 0) found();
  });
  return Disposable.from(
    suites,
    suites.onDidCreate(found),
    workspace.onDidOpenTextDocument(look),
    workspace.onDidChangeTextDocument(({ document }) => look(document)),
    workspace.onDidChangeWorkspaceFolders(found),
  );
}

/** A poll script or a registration script by its own text, in a language that the server is sent or in any other. */
export function isScript(document: TextDocument): boolean {
  const { uri, languageId } = document;
  const isIn = (selector: Parameters<typeof languages.match>[0]): boolean =>
    languages.match(selector, document) > 0;
  if (isIn(scriptSelector)) {
    const text = document.getText();
    const claim = claimAtSight(uri.path, text) ?? registrationClaim(text);
    return claim !== undefined || mayBePollScript(text);
  }
  if (uri.scheme !== "file" || isIn([...keyFileSelector, ...configSelector, logSelector])) return false;
  const kind = kindOf({ path: uri.path, text: document.getText(), editorLanguage: languageId });
  return kind.kind === "none" && kind.claim !== undefined;
}
