/** *Follow this log*: its story beside it, kept up to date while the log is written. */

import {
  commands,
  Disposable,
  EventEmitter,
  l10n,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import { Tail } from "../../core/files/index.ts";
import { LogReader, Story, storyMarkdown, summaryOf } from "../../core/log/index.ts";
import { isLog } from "./language.ts";

const SCHEME = "keypoll-log";

/** Milliseconds between two looks at a log. */
const LOOK_AGAIN = 1000;

export function followLogs(): Disposable {
  const stories = new Stories();
  return Disposable.from(
    stories,
    workspace.registerTextDocumentContentProvider(SCHEME, stories),
    workspace.onDidCloseTextDocument(({ uri }) => stories.end(uri)),
    commands.registerCommand("keypoll.followLog", (clicked: unknown) => follow(clicked, stories)),
  );
}

async function follow(clicked: unknown, stories: Stories): Promise<void> {
  const active = window.activeTextEditor?.document;
  const file =
    clicked instanceof Uri ? clicked : active !== undefined && isLog(active) ? active.uri : undefined;
  if (file?.scheme !== "file") {
    void window.showWarningMessage(l10n.t("Open an ossec.log on this machine, then follow it."));
    return;
  }
  const uri = Uri.from({ scheme: SCHEME, path: `${file.path}.md` });
  try {
    await stories.begin(uri, file.fsPath);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(l10n.t("{0} cannot be read: {1}", file.fsPath, reason));
    return;
  }
  await window.showTextDocument(await workspace.openTextDocument(uri), {
    viewColumn: ViewColumn.Beside,
    preserveFocus: true,
    preview: false,
  });
}

/** Logs that are followed, by the address of their story. */
class Stories implements TextDocumentContentProvider, Disposable {
  readonly #followed = new Map<string, Followed>();
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;

  /** Reads the log to its end, and again whenever it has grown. Throws what the system says of the file. */
  async begin(uri: Uri, path: string): Promise<void> {
    const key = uri.toString();
    if (this.#followed.get(key)?.isOver === false) return;
    const followed = new Followed(path, () => this.#changed.fire(uri));
    this.#followed.set(key, followed);
    try {
      await followed.read();
    } catch (error) {
      this.end(uri);
      throw error;
    }
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.#followed.get(uri.toString())?.text() ?? l10n.t("This log is no longer followed.");
  }

  end(uri: Uri): void {
    this.#followed.get(uri.toString())?.dispose();
    this.#followed.delete(uri.toString());
  }

  dispose(): void {
    for (const followed of this.#followed.values()) followed.dispose();
    this.#followed.clear();
    this.#changed.dispose();
  }
}

class Followed implements Disposable {
  readonly #path: string;
  readonly #story = new Story();
  readonly #reader = new LogReader((line) => this.#story.add(line));
  readonly #tail: Tail;
  readonly #changed: () => void;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(path: string, changed: () => void) {
    this.#path = path;
    this.#tail = new Tail(path);
    this.#changed = changed;
  }

  /** What is new is read now, and again after a while. */
  async read(): Promise<void> {
    const before = this.#reader.lines;
    await this.#tail.read(
      (bytes) => this.#reader.push(bytes),
      () => this.#reader.end(),
    );
    if (this.#isOver) {
      await this.#tail.close();
      return;
    }
    if (this.#reader.lines > before) this.#changed();
    this.#timer = setTimeout(() => {
      // A file that cannot be read any more ends the following; what was read stays.
      void this.read().catch(() => this.dispose());
    }, LOOK_AGAIN);
  }

  /** The log is not read any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  text(): string {
    return storyMarkdown(summaryOf([{ path: this.#path, reader: this.#reader }], this.#story));
  }

  dispose(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    void this.#tail.close();
  }
}
