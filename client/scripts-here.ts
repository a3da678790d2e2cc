/** Whether this window has a script: only then is the part of the extension for scripts loaded without a command. */

import { Disposable, type ExtensionContext, languages, type TextDocument, workspace } from "vscode";
import { claimAtSight, kindOf, registrationClaim } from "../core/documents/index.ts";
import { mayBePollScript } from "../core/lint/script/poll-script.ts";
import { SUITE_SUFFIX } from "../core/suite/suffix.ts";
import { configSelector, keyFileSelector, scriptSelector } from "./key-file/language.ts";
import { logSelector } from "./log/language.ts";
import { REGISTRATION_CALLS, SAMPLES } from "./support/memory-keys.ts";
import { untilOne } from "./support/until-one.ts";

/** Calls `found` once, as soon as a script or a suite is open or in a folder, or if one was tested here before. */
export function whenScripts({ workspaceState }: ExtensionContext, found: () => void): Disposable {
  const parts: Disposable[] = [];
  let isFound = false;
  const end = (): void => {
    for (const part of parts) part.dispose();
  };
  const tell = (): void => {
    if (isFound) return;
    isFound = true;
    end();
    found();
  };
  const findSuites = async (): Promise<void> => {
    const suites = await workspace.findFiles(`**/*${SUITE_SUFFIX}`, "**/node_modules/**", 1);
    if (suites.length > 0) tell();
  };
  const suites = workspace.createFileSystemWatcher(`**/*${SUITE_SUFFIX}`, false, true, true);
  parts.push(
    suites,
    suites.onDidCreate(tell),
    workspace.onDidChangeWorkspaceFolders(findSuites),
    untilOne((document) => document.uri.path.endsWith(SUITE_SUFFIX) || isScript(document), tell),
  );
  if (workspaceState.keys().some((key) => key === SAMPLES || key === REGISTRATION_CALLS)) tell();
  void findSuites();
  // What was found before all parts were there has ended only some of them.
  if (isFound) end();
  return new Disposable(end);
}

/** The answers for documents as they are now: two listeners ask about each edit. */
const answers = new WeakMap<TextDocument, { readonly version: number; readonly is: boolean }>();

/** A poll script or a registration script by its own text, in a language that the server is sent or in any other. */
export function isScript(document: TextDocument): boolean {
  const { version } = document;
  const known = answers.get(document);
  if (known?.version === version) return known.is;
  const is = looksLikeScript(document);
  answers.set(document, { version, is });
  return is;
}

function looksLikeScript(document: TextDocument): boolean {
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
