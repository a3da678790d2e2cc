/** The open configurations: `ossec.conf`, and other `*.conf` and `*.xml` as long as they hold one; what is found in them. */

import type { Diagnostic, TextDocumentContentChangeEvent } from "vscode-languageserver";
import { ConfigDocument, isFragment, isOssecConfig, type Programs } from "../core/lint/config/index.ts";
import { findingOptions, type LintSettings } from "../core/lint/settings.ts";
import { bytesFromText, splitCommand, textFromBytes } from "../core/manager/index.ts";
import { placedDiagnosticsOf } from "./placed-findings.ts";
import { changedText } from "./text-edits.ts";

/** Finds the manager's file system for a document. Undefined if the document is a copy. */
export type FindPrograms = (uri: string) => Programs | undefined;

export interface OpenConfig {
  readonly kind: "config";
  readonly uri: string;
  version: number;
  text: string;
  /** Undefined while the document is not a configuration. */
  model: ConfigDocument | undefined;
}

/** Makes and updates configurations under the current settings. */
export class Configs {
  readonly #findPrograms: FindPrograms;
  readonly #open = new Map<string, OpenConfig>();
  #settings: LintSettings;

  constructor(settings: LintSettings, findPrograms: FindPrograms) {
    this.#settings = settings;
    this.#findPrograms = findPrograms;
  }

  create(uri: string, version: number, text: string): OpenConfig {
    const file: OpenConfig = { kind: "config", uri, version, text, model: undefined };
    this.#open.set(uri, file);
    this.#read(file);
    return file;
  }

  update(file: OpenConfig, changes: Iterable<TextDocumentContentChangeEvent>, version: number): OpenConfig {
    for (const change of changes) file.text = changedText(file.text, change);
    file.version = version;
    this.#read(file);
    return file;
  }

  close({ uri }: OpenConfig): void {
    this.#open.delete(uri);
  }

  /** The command lines of all open configurations, split as the manager splits them. */
  execPaths(): readonly (readonly string[])[] {
    return Array.from(this.#open.values(), ({ model }) => {
      const line = model?.reading.kind === "config" ? model.reading.execPath.value : undefined;
      const words = line === undefined ? [] : splitCommand(bytesFromText(line), this.#settings.release);
      return (words ?? []).map(textFromBytes);
    });
  }

  configure(settings: LintSettings, open: readonly OpenConfig[]): void {
    this.#settings = settings;
    for (const file of open) this.#read(file);
  }

  #read(file: OpenConfig): void {
    const { release, upgradeTo } = this.#settings;
    file.model = isOssecConfig(file.uri, file.text)
      ? new ConfigDocument(file.text, {
          release,
          upgradeTo,
          programs: this.#findPrograms(file.uri),
          isFragment: isFragment(file.uri, file.text),
        })
      : undefined;
  }
}

/** The diagnostics of a configuration. Empty while the document is something else. */
export function configDiagnosticsOf(
  { model, uri, version }: OpenConfig,
  settings: LintSettings,
): Diagnostic[] {
  if (model === undefined) return [];
  const { severities, cap } = findingOptions(settings);
  const { findings, total } = model.findings(severities, cap);
  return placedDiagnosticsOf({ uri, version, lines: model.lines, findings }, total);
}
