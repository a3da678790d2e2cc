/** Reports when a file that a suite's results depend on has changed on disk: the suite, its script, its client.keys. */

import { stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { type Disposable, EventEmitter, RelativePattern, type TestItem, Uri, workspace } from "vscode";

export interface FileChange {
  readonly suite: TestItem;
  /** Absolute path. */
  readonly file: string;
}

interface Watch {
  /** The state of the file at the last look. Undefined before that. */
  look: string | undefined;
  readonly watcher: Disposable;
}

export class WatchedFiles implements Disposable {
  readonly #watches = new Map<TestItem, Map<string, Watch>>();
  readonly #onDidChange = new EventEmitter<FileChange>();
  readonly onDidChange = this.#onDidChange.event;

  /** Watches these files for a suite, in place of the former ones. */
  watch(suite: TestItem, files: readonly string[]): void {
    const before = this.#watches.get(suite) ?? new Map<string, Watch>();
    const now = new Map<string, Watch>();
    for (const file of files) now.set(file, before.get(file) ?? this.#watchOf(suite, file));
    for (const [file, { watcher }] of before) if (!now.has(file)) watcher.dispose();
    if (now.size > 0) this.#watches.set(suite, now);
    else this.#watches.delete(suite);
  }

  /** Treats the current state of the files as known. Earlier changes are no longer reported. */
  async lookAt(suite: TestItem): Promise<void> {
    const watches = [...(this.#watches.get(suite) ?? [])];
    await Promise.all(
      watches.map(async ([file, watch]) => {
        watch.look = await lookOf(file);
      }),
    );
  }

  dispose(): void {
    for (const watches of this.#watches.values())
      for (const { watcher } of watches.values()) watcher.dispose();
    this.#onDidChange.dispose();
  }

  #watchOf(suite: TestItem, file: string): Watch {
    // Characters with a special meaning in a pattern are matched literally.
    const name = basename(file).replace(/[*?[\]{}]/g, "[$&]");
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.file(dirname(file)), name));
    const changed = async (): Promise<void> => {
      const look = await lookOf(file);
      const isNews = watch.look !== undefined && watch.look !== look;
      watch.look = look;
      if (!isNews) return;
      this.#onDidChange.fire({ suite, file });
    };
    watcher.onDidChange(changed);
    watcher.onDidCreate(changed);
    watcher.onDidDelete(changed);
    const watch: Watch = { look: undefined, watcher };
    void lookOf(file).then((look) => {
      watch.look ??= look;
    });
    return watch;
  }
}

/** Editors report one change several times, and also late. Time and size tell whether there was one. */
async function lookOf(file: string): Promise<string> {
  const stats = await stat(file).catch(() => undefined);
  return stats === undefined ? "missing" : `${stats.mtimeMs} ${stats.size}`;
}
