/** The open documents of every kind: recognises the kind of each, and forwards edits and checks to the code for it. */

import type {
  CodeAction,
  CodeActionParams,
  Diagnostic,
  TextDocumentContentChangeEvent,
} from "vscode-languageserver";
import {
  type Claim,
  type FileKind,
  isLogFile,
  KEY_FILE_LANGUAGE,
  kindOf,
  namesScript,
} from "../core/documents/index.ts";
import { nameKind } from "../core/lint/config/index.ts";
import { findingsOf } from "../core/lint/key-file/index.ts";
import { defaultLintSettings, type LintSettings } from "../core/lint/settings.ts";
import { codeActionsOf } from "./code-actions.ts";
import { configActionsOf } from "./config-actions.ts";
import { Configs, configDiagnosticsOf, type FindPrograms, type OpenConfig } from "./configs.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import { type KeyFilePorts, KeyFiles, type OpenKeyFile } from "./key-files.ts";
import type { ReadBundle } from "./language.ts";
import type { FindText } from "./links.ts";
import { logDiagnosticsOf, type OpenLog, openLog, updateLog } from "./logs.ts";
import { executable, fromOthers, modeFixesOf } from "./mode-fixes.ts";
import { type OpenOther, othersNotice, updateOther } from "./others.ts";
import { registrationActionsOf } from "./registration-actions.ts";
import { type OpenScript, type ScriptPorts, Scripts } from "./scripts.ts";

export type OpenFile = OpenKeyFile | OpenConfig | OpenScript | OpenLog | OpenOther;

/** What a document is, as reported to the editor. */
export interface KindAnswer {
  readonly kind: FileKind;
  readonly because?: Claim;
}

/** The page of a rule as Markdown; undefined if there is none. */
export type PageOf = (code: string) => string | undefined;

/** What the entry points provide. One without a file system provides less. */
export interface Ports {
  readonly findPrograms?: FindPrograms;
  /** Without it, links to files are not offered. */
  readonly findText?: FindText;
  /** Without it, there are no findings about where a list of agents is. */
  readonly keyFiles?: KeyFilePorts;
  /** Without it, the server has no pages of rules to show. */
  readonly pageOf?: PageOf;
  /** Without it, no script is checked. */
  readonly scripts?: ScriptPorts;
  /** Without it only an editor that hands in translations is answered in another language than English. */
  readonly readBundle?: ReadBundle;
}

/** Makes and updates documents for the library's document manager, and checks them. */
export class Documents {
  readonly #keyFiles: KeyFiles;
  readonly #configs: Configs;
  readonly #scripts: Scripts;
  #settings: LintSettings = defaultLintSettings;
  #claims: ReadonlyMap<string, Claim> = new Map();

  constructor(
    { findPrograms = () => undefined, keyFiles, scripts }: Ports,
    complain: (problem: string) => void,
  ) {
    this.#keyFiles = new KeyFiles(keyFiles);
    this.#configs = new Configs(defaultLintSettings, findPrograms);
    this.#scripts = new Scripts(scripts, complain, (uri) => this.#claimedBy(uri));
  }

  get settings(): LintSettings {
    return this.#settings;
  }

  create(uri: string, languageId: string, version: number, text: string): OpenFile {
    if (languageId !== KEY_FILE_LANGUAGE && nameKind(uri) !== "other") {
      return this.#configs.create(uri, version, text);
    }
    if (languageId !== KEY_FILE_LANGUAGE && isLogFile(uri, languageId)) {
      return openLog(uri, languageId, version, text);
    }
    const found = kindOf({ path: uri, text, editorLanguage: languageId });
    switch (found.kind) {
      case "key-file":
        return this.#keyFiles.create(uri, languageId, version, text);
      case "script":
        return this.#scripts.create(uri, found.language, version, text);
      default:
        return { kind: "other", uri, languageId, version, text };
    }
  }

  update(file: OpenFile, changes: Iterable<TextDocumentContentChangeEvent>, version: number): OpenFile {
    switch (file.kind) {
      case "config":
        return this.#configs.update(file, changes, version);
      case "script":
        return this.#scripts.update(file, changes, version);
      case "key-file":
        return this.#keyFiles.update(file, changes, version);
      case "log":
        return updateLog(file, changes, version);
      case "other":
        return updateOther(file, changes, version);
    }
  }

  /** Releases what a document holds besides its text. */
  close(file: OpenFile): void {
    if (file.kind === "script") this.#scripts.close(file);
    if (file.kind === "config") this.#configs.close(file);
  }

  /**
   * Sets which documents are poll scripts for other reasons: the editor knows what was tested, and what suites name.
   */
  setClaims(claims: ReadonlyMap<string, Claim>): void {
    this.#claims = claims;
  }

  /** What a file is, and why a script was recognised as one of its kind. Null if it is of no kind that is checked. */
  async kind(file: OpenFile): Promise<KindAnswer | null> {
    if (file.kind === "other" || file.kind === "log") return null;
    if (file.kind === "key-file") return { kind: "key-file" };
    if (file.kind === "config") return file.model === undefined ? null : { kind: "ossec-conf" };
    return (await this.#scripts.kind(file)) ?? null;
  }

  /** The scripts that the open configurations name. If this changes, scripts may change their kind. */
  get namedScripts(): string {
    return JSON.stringify(this.#configs.execPaths().filter((words) => words.length > 0));
  }

  #claimedBy(uri: string): Claim | undefined {
    const isNamed = (): boolean => this.#configs.execPaths().some((words) => namesScript(words, uri));
    return this.#claims.get(uri) ?? (isNamed() ? "exec-path" : undefined);
  }

  /**
   * Applies new settings and reads every open file again under them. Editors also report settings that are not ours.
   */
  configure(settings: LintSettings, open: readonly OpenFile[]): void {
    if (JSON.stringify(settings) === JSON.stringify(this.#settings)) return;
    this.#settings = settings;
    this.#configs.configure(
      settings,
      open.filter((file) => file.kind === "config"),
    );
    this.#keyFiles.configure(settings, keyFilesOf(open));
  }

  /**
   * A script may have to wait for its parser, and a new list of agents for a look at the disk. Everything else is
   * answered immediately.
   */
  diagnostics(file: OpenFile): Diagnostic[] | Promise<Diagnostic[]> {
    switch (file.kind) {
      case "config":
        return configDiagnosticsOf(file, this.#settings);
      case "script":
        return this.#scripts.diagnostics(file, this.#settings);
      case "log":
        return logDiagnosticsOf(file);
      case "other":
        return othersNotice(file, this.#claimedBy(file.uri));
      case "key-file":
        return file.looking === undefined
          ? diagnosticsOf(file, this.#settings)
          : file.looking.then(() => diagnosticsOf(file, this.#settings));
    }
  }

  codeActions(file: OpenFile, params: CodeActionParams): CodeAction[] | Promise<CodeAction[]> {
    switch (file.kind) {
      case "config":
        return configActionsOf(file, params);
      case "script":
        return this.#scripts.codeActions(file, this.#settings, params);
      case "key-file":
        return keyFileActions(file, this.#settings, params);
      case "log":
      case "other":
        return [];
    }
  }

  /** A file was saved. Returns whether this changes anything besides its text. */
  async saved(file: OpenFile): Promise<boolean> {
    if (file.kind === "script") return this.#scripts.saved(file, this.#settings);
    return file.kind === "key-file" && (await this.#keyFiles.look(file));
  }

  /** Changes the mode of a file as a fix says. Does nothing for a file without the finding. */
  async changeMode(file: OpenFile, command: string): Promise<void> {
    if (file.kind === "script" && command === executable.command) await this.#scripts.makeExecutable(file);
    if (file.kind !== "key-file" || command !== fromOthers.command) return;
    const { findings } = findingsOf(file.model, { severities: {}, cap: Infinity, disk: file.disk });
    if (findings.some(({ rule }) => rule === fromOthers.rule)) await this.#keyFiles.takeFromOthers(file);
  }
}

export function keyFilesOf(open: readonly OpenFile[]): readonly OpenKeyFile[] {
  return open.filter((file) => file.kind === "key-file");
}

function keyFileActions(file: OpenKeyFile, settings: LintSettings, params: CodeActionParams): CodeAction[] {
  const actions = codeActionsOf(file, settings, params);
  const modes = modeFixesOf(fromOthers, file.uri, params.context);
  return [...actions, ...modes, ...registrationActionsOf(file, params, actions)];
}
