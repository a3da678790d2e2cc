/** The open `client.keys` documents: made, edited and remade as the editor, the settings and the disk say. */

import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import {
  type KeyFileDocument,
  type KeyFileOnDisk,
  openKeyFile,
  roleForRules,
} from "../core/lint/key-file/index.ts";
import { defaultLintSettings, type LintSettings } from "../core/lint/settings.ts";
import { textEditOf } from "./text-edits.ts";

/** What a door with a file system hands in. */
export interface KeyFilePorts {
  /** What is known of a file from where it lies. */
  readonly look: (uri: string) => Promise<KeyFileOnDisk>;
  /** Takes every right from those who are neither owner nor group. */
  readonly takeFromOthers: (uri: string) => Promise<void>;
}

/** An open document. `model` is replaced when something changes that it was read under. */
export interface OpenKeyFile {
  readonly kind: "key-file";
  readonly uri: string;
  readonly languageId: string;
  version: number;
  model: KeyFileDocument;
  disk: KeyFileOnDisk;
  /** The look at the disk that is under way. */
  looking: Promise<void> | undefined;
}

/** Makes and updates documents for the library's document manager. Settings are the ones that held last. */
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
      // A new model does not hold on to the text that is gone.
      if (edit === undefined || file.model.isReplacedBy(edit)) {
        file.model = openKeyFile(change.text, this.#settings, file.disk);
      } else file.model.applyEdit(edit);
    }
    file.version = version;
    return file;
  }

  /** Takes new settings and reads every open file again under them. */
  configure(settings: LintSettings, open: readonly OpenKeyFile[]): void {
    this.#settings = settings;
    for (const file of open) file.model = openKeyFile(file.model.getText(), settings, file.disk);
  }

  /** Looks at the disk: the file may have another mode, and git may track it now. Whether anything has changed; it never fails. */
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
