/** The open `client.keys` documents: made, edited and remade as the editor and the settings say. */

import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import { type DocumentEdit, KeyFileDocument, type LintContext } from "../core/lint/key-file/index.ts";
import { defaultLintSettings, type LintSettings } from "../core/lint/settings.ts";

/** Documents of this language are lists of agents, whatever they are called. */
export const KEY_FILE_LANGUAGE = "client-keys";

/** An open document. `model` is replaced when the settings change. */
export interface OpenKeyFile {
  readonly kind: "key-file";
  readonly uri: string;
  readonly languageId: string;
  version: number;
  model: KeyFileDocument;
}

/** Makes and updates documents for the library's document manager. Settings are the ones that held last. */
export class KeyFiles {
  #settings: LintSettings = defaultLintSettings;

  create(uri: string, languageId: string, version: number, text: string): OpenKeyFile {
    return { kind: "key-file", uri, languageId, version, model: this.#read(text) };
  }

  update(file: OpenKeyFile, changes: Iterable<TextDocumentContentChangeEvent>, version: number): OpenKeyFile {
    for (const change of changes) {
      if ("range" in change) file.model.applyEdit(editOf(change));
      else file.model = this.#read(change.text);
    }
    file.version = version;
    return file;
  }

  /** Takes new settings and reads every open file again under them. */
  configure(settings: LintSettings, open: readonly OpenKeyFile[]): void {
    this.#settings = settings;
    for (const file of open) file.model = this.#read(file.model.getText());
  }

  #read(text: string): KeyFileDocument {
    const { release, upgradeTo, role, hostName, severities } = this.#settings;
    const context: LintContext = {
      release,
      upgradeTo,
      role: role === "auto" ? "manager" : role,
      hostName: hostName === "" ? undefined : hostName,
    };
    return new KeyFileDocument(text, context, (code) => severities[code] === "off");
  }
}

function editOf(change: Extract<TextDocumentContentChangeEvent, { range: unknown }>): DocumentEdit {
  const { start, end } = change.range;
  return {
    startLine: start.line,
    startColumn: start.character,
    endLine: end.line,
    endColumn: end.character,
    newText: change.text,
  };
}
