/** The open documents of every kind: which kind one is, and who answers for it. */

import type {
  CodeAction,
  CodeActionParams,
  Diagnostic,
  Hover,
  Position,
  TextDocumentContentChangeEvent,
} from "vscode-languageserver";
import { nameKind } from "../core/lint/config/index.ts";
import { defaultLintSettings, type LintSettings } from "../core/lint/settings.ts";
import { codeActionsOf } from "./code-actions.ts";
import { configActionsOf } from "./config-actions.ts";
import { configDiagnosticsOf } from "./config-diagnostics.ts";
import { configHoverAt } from "./config-hover.ts";
import { Configs, type FindPrograms, type OpenConfig } from "./configs.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import { hoverAt } from "./hover.ts";
import { KEY_FILE_LANGUAGE, KeyFiles, type OpenKeyFile } from "./key-files.ts";

export type OpenFile = OpenKeyFile | OpenConfig;

/** Makes and updates documents for the library's document manager, and answers what is asked about any of them. */
export class Documents {
  readonly #keyFiles = new KeyFiles();
  readonly #configs: Configs;
  #settings: LintSettings = defaultLintSettings;

  constructor(findPrograms: FindPrograms) {
    this.#configs = new Configs(defaultLintSettings, findPrograms);
  }

  get settings(): LintSettings {
    return this.#settings;
  }

  create(uri: string, languageId: string, version: number, text: string): OpenFile {
    return languageId !== KEY_FILE_LANGUAGE && nameKind(uri) !== "other"
      ? this.#configs.create(uri, version, text)
      : this.#keyFiles.create(uri, languageId, version, text);
  }

  update(file: OpenFile, changes: readonly TextDocumentContentChangeEvent[], version: number): OpenFile {
    return file.kind === "config"
      ? this.#configs.update(file, changes, version)
      : this.#keyFiles.update(file, changes, version);
  }

  /** Takes new settings and reads every open file again under them. */
  configure(settings: LintSettings, open: readonly OpenFile[]): void {
    this.#settings = settings;
    this.#configs.configure(
      settings,
      open.filter((file) => file.kind === "config"),
    );
    this.#keyFiles.configure(settings, keyFilesOf(open));
  }

  diagnostics(file: OpenFile): Diagnostic[] {
    return file.kind === "config"
      ? configDiagnosticsOf(file, this.#settings)
      : diagnosticsOf(file, this.#settings);
  }

  codeActions(file: OpenFile, params: CodeActionParams): CodeAction[] {
    return file.kind === "config" ? configActionsOf(file, params) : codeActionsOf(file, params);
  }

  hover(file: OpenFile, position: Position): Hover | null {
    return file.kind === "config" ? configHoverAt(file, position) : hoverAt(file, position);
  }
}

export function keyFilesOf(open: readonly OpenFile[]): readonly OpenKeyFile[] {
  return open.filter((file) => file.kind === "key-file");
}
