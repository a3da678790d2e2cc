/** The open `client.keys` documents: made, edited and remade as the editor and the settings say. */

import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import { type KeyFileDocument, openKeyFile } from "../core/lint/key-file/index.ts";
import { defaultLintSettings, type LintSettings } from "../core/lint/settings.ts";
import { textEditOf } from "./text-edits.ts";

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
    return { kind: "key-file", uri, languageId, version, model: openKeyFile(text, this.#settings) };
  }

  update(file: OpenKeyFile, changes: Iterable<TextDocumentContentChangeEvent>, version: number): OpenKeyFile {
    for (const change of changes) {
      if ("range" in change) file.model.applyEdit(textEditOf(change));
      else file.model = openKeyFile(change.text, this.#settings);
    }
    file.version = version;
    return file;
  }

  /** Takes new settings and reads every open file again under them. */
  configure(settings: LintSettings, open: readonly OpenKeyFile[]): void {
    this.#settings = settings;
    for (const file of open) file.model = openKeyFile(file.model.getText(), settings);
  }
}
