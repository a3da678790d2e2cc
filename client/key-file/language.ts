/** Which documents are lists of agents, and which may be a configuration or a poll script. */

import type { TextDocument } from "vscode";
import { KEY_FILE_LANGUAGE } from "../../core/documents/index.ts";
import { editorLanguages } from "../../core/languages/index.ts";

/** The schemes of documents that are checked. The documents of git and of diffs are not. */
const SCHEMES = ["file", "untitled", "vscode-remote", "vscode-vfs", "vscode-test-web", "memfs"];

/** For both the editor's own functions and the language client. */
export const keyFileSelector: { scheme: string; language: string }[] = SCHEMES.map((scheme) => ({
  scheme,
  language: KEY_FILE_LANGUAGE,
}));

/** Documents that may be a manager's configuration; the server looks into them. */
export const configSelector: { scheme: string; pattern: string }[] = SCHEMES.map((scheme) => ({
  scheme,
  pattern: "**/*.{conf,xml}",
}));

/** Documents that may be a poll script; the server looks into them. */
export const scriptSelector: { scheme: string; language: string }[] = SCHEMES.flatMap((scheme) =>
  editorLanguages.map((language) => ({ scheme, language })),
);

export function isKeyFile(document: TextDocument): boolean {
  return document.languageId === KEY_FILE_LANGUAGE;
}
