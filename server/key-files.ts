/** The open `client.keys` documents. The editor, the settings and the disk can change them. */

import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import {
  type KeyFileDocument,
  type KeyFileOnDisk,
  openKeyFile,
  roleForRules,
} from "../core/lint/key-file/index.ts";
import { defaultLintSettings, type LintSettings } from "../core/lint/settings.ts";
import { textEditOf } from "./text-edits.ts";

/** What an entry point with a file system provides. */
export interface KeyFilePorts {
  /** What the place of a file tells about it. */
  readonly look: (uri: string) => Promise<KeyFileOnDisk>;
  /** Removes all permissions of users who are neither owner nor group. */
  readonly takeFromOthers: (uri: string) => Promise<void>;
}

/** An open document. `model` is replaced when something changes on which its reading depended. */
export interface OpenKeyFile {
  readonly kind: "key-file";
  readonly uri: string;
  readonly languageId: string;
  version: number;
  model: KeyFileDocument;
  disk: KeyFileOnDisk;
  /** The look at the disk that is in progress. */
  looking: Promise<void> | undefined;
}

/** Makes and updates documents for the library's document manager, under the current settings. */
export class KeyFiles {
  readonly #ports: KeyFilePorts | undefined;
  #settings: LintSettings = defaultLintSettings;

  constructor(ports: KeyFilePorts | undefined) {
    this.#ports = ports;
  }

  create(uri: string, languageId: string, version: number, text: string): OpenKeyFile {
    const disk = { path: uri };
    const model = openKeyFile(text, this.#settings, disk);
    const file: OpenKeyFile = {
      kind: "key-file",
      uri,
      languageId,
      version,
      model,
      disk,
      looking: undefined,
    };
    void this.look(file);
    return file;
  }

  update(file: OpenKeyFile, changes: Iterable<TextDocumentContentChangeEvent>, version: number): OpenKeyFile {
    for (const change of changes) {
      const edit = "range" in change ? textEditOf(change) : undefined;
      // A new model does not keep the old text in memory.
      if (edit === undefined || file.model.isReplacedBy(edit)) {
        file.model = openKeyFile(change.text, this.#settings, file.disk);
      } else file.model.applyEdit(edit);
    }
    file.version = version;
    return file;
  }

  /** Applies new settings and reads every open file again under them. */
  configure(settings: LintSettings, open: readonly OpenKeyFile[]): void {
    this.#settings = settings;
    for (const file of open) file.model = openKeyFile(file.model.getText(), settings, file.disk);
  }

  /**
   * Looks at the disk: the file may have another mode, and git may track it now. Returns whether anything has changed.
   * Never fails.
   */
  async look(file: OpenKeyFile): Promise<boolean> {
    if (this.#ports === undefined) return false;
    const before = file.disk;
    const looking = this.#ports.look(file.uri).then(
      (disk) => this.#take(file, { path: file.uri, ...disk }),
      () => {},
    );
    file.looking = looking;
    await looking;
    if (file.looking === looking) file.looking = undefined;
    return JSON.stringify(file.disk) !== JSON.stringify(before);
  }

  async takeFromOthers(file: OpenKeyFile): Promise<void> {
    await this.#ports?.takeFromOthers(file.uri);
    await this.look(file);
  }

  #take(file: OpenKeyFile, disk: KeyFileOnDisk): void {
    const { role } = this.#settings;
    file.disk = disk;
    if (roleForRules(role, disk) !== file.model.context.role) {
      file.model = openKeyFile(file.model.getText(), this.#settings, disk);
    }
  }
}
