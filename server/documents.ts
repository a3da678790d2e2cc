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
import { languageOfDocument } from "../core/lint/script/index.ts";
import { defaultLintSettings, type LintSettings } from "../core/lint/settings.ts";
import { codeActionsOf } from "./code-actions.ts";
import { configActionsOf } from "./config-actions.ts";
import { configDiagnosticsOf } from "./config-diagnostics.ts";
import { configHoverAt } from "./config-hover.ts";
import { Configs, type FindPrograms, type OpenConfig } from "./configs.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import { hoverAt } from "./hover.ts";
import { KEY_FILE_LANGUAGE, KeyFiles, type OpenKeyFile } from "./key-files.ts";
import { type OpenScript, type ScriptPorts, Scripts } from "./scripts.ts";

export type OpenFile = OpenKeyFile | OpenConfig | OpenScript;

/** What the doors hand in; a door without a file system has less. */
export interface Ports {
  readonly findPrograms?: FindPrograms;
  /** Without it no script is checked. */
  readonly scripts?: ScriptPorts;
}

/** Makes and updates documents for the library's document manager, and answers what is asked about any of them. */
export class Documents {
  readonly #keyFiles = new KeyFiles();
  readonly #configs: Configs;
  readonly #scripts: Scripts;
  #settings: LintSettings = defaultLintSettings;

  constructor({ findPrograms = () => undefined, scripts }: Ports, complain: (problem: string) => void) {
    this.#configs = new Configs(defaultLintSettings, findPrograms);
    this.#scripts = new Scripts(scripts, complain);
  }

  get settings(): LintSettings {
    return this.#settings;
  }

  create(uri: string, languageId: string, version: number, text: string): OpenFile {
    if (languageId !== KEY_FILE_LANGUAGE && nameKind(uri) !== "other") {
      return this.#configs.create(uri, version, text);
    }
    const language = languageOfDocument(languageId);
    return language === undefined
      ? this.#keyFiles.create(uri, languageId, version, text)
      : this.#scripts.create(uri, language, version, text);
  }

  update(file: OpenFile, changes: Iterable<TextDocumentContentChangeEvent>, version: number): OpenFile {
    switch (file.kind) {
      case "config":
        return this.#configs.update(file, changes, version);
      case "script":
        return this.#scripts.update(file, changes, version);
      case "key-file":
        return this.#keyFiles.update(file, changes, version);
    }
  }

  /** Gives back what a document holds beside its text. */
  close(file: OpenFile): void {
    if (file.kind === "script") this.#scripts.close(file);
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

  /** A script may have to wait for its parser; everything else is answered at once. */
  diagnostics(file: OpenFile): Diagnostic[] | Promise<Diagnostic[]> {
    switch (file.kind) {
      case "config":
        return configDiagnosticsOf(file, this.#settings);
      case "script":
        return this.#scripts.diagnostics(file, this.#settings);
      case "key-file":
        return diagnosticsOf(file, this.#settings);
    }
  }

  codeActions(file: OpenFile, params: CodeActionParams): CodeAction[] | Promise<CodeAction[]> {
    switch (file.kind) {
      case "config":
        return configActionsOf(file, params);
      case "script":
        return this.#scripts.codeActions(file, this.#settings, params);
      case "key-file":
        return codeActionsOf(file, this.#settings, params);
    }
  }

  hover(file: OpenFile, position: Position): Hover | null {
    switch (file.kind) {
      case "config":
        return configHoverAt(file, position);
      case "script":
        return null;
      case "key-file":
        return hoverAt(file, position);
    }
  }

  /** Lets the file of a script be executed. */
  async makeExecutable(file: OpenFile): Promise<void> {
    if (file.kind === "script") await this.#scripts.makeExecutable(file);
  }
}

export function keyFilesOf(open: readonly OpenFile[]): readonly OpenKeyFile[] {
  return open.filter((file) => file.kind === "key-file");
}
