/**
 * *Follow this log*: its story as a page beside it, updated while the log is written, until the user stops it or closes
 * the page.
 */

import {
  commands,
  Disposable,
  type ExtensionContext,
  env,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import { storyMarkdown } from "../../core/log/index.ts";
import { say } from "../../core/words/index.ts";
import { fileNameOf } from "../support/file-name.ts";
import { openPage } from "../webview/page-html.ts";
import { Followed } from "./followed.ts";
import { isLog } from "./language.ts";
import type { LogRequest, ShowLog } from "./messages.ts";
import { logWords, viewOf } from "./story-view.ts";

const VIEW = "keypoll.log";

export function followLogs({ extension }: Pick<ExtensionContext, "extension">): Disposable {
  const pages = new Map<string, LogPage>();
  const follow = async (clicked: unknown): Promise<void> => {
    const file = fileOf(clicked);
    if (file === undefined) {
      void window.showWarningMessage(say`Open an ossec.log on this machine, then follow it.`);
      return;
    }
    const key = file.toString();
    const before = pages.get(key);
    const page = before ?? new LogPage(file, extension.extensionUri, () => pages.delete(key));
    pages.set(key, page);
    await page.follow();
  };
  return Disposable.from(
    commands.registerCommand("keypoll.followLog", follow),
    new Disposable(() => {
      for (const page of pages.values()) page.dispose();
    }),
  );
}

function fileOf(clicked: unknown): Uri | undefined {
  const active = window.activeTextEditor?.document;
  const open = active !== undefined && isLog(active) ? active.uri : undefined;
  const file = clicked instanceof Uri ? clicked : open;
  return file?.scheme === "file" ? file : undefined;
}

class LogPage implements Disposable {
  readonly #file: Uri;
  readonly #panel: WebviewPanel;
  #followed: Followed;

  constructor(file: Uri, extension: Uri, closed: () => void) {
    this.#file = file;
    this.#followed = this.#anew();
    const title = say`Story of ${fileNameOf(file)}`;
    const place = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    this.#panel = window.createWebviewPanel(VIEW, title, place);
    this.#panel.onDidDispose(() => {
      this.#followed.stop();
      closed();
    });
    this.#panel.webview.onDidReceiveMessage((request: LogRequest) => this.#answer(request));
    openPage(this.#panel, extension, "log");
  }

  /** Reads the log from its beginning, unless it is already followed. */
  async follow(): Promise<void> {
    this.#panel.reveal(undefined, true);
    if (this.#followed.isOver) this.#followed = this.#anew();
    try {
      await this.#followed.begin();
    } catch (error) {
      this.#followed.stop();
      const reason = error instanceof Error ? error.message : String(error);
      void window.showErrorMessage(say`${this.#file.fsPath} cannot be read: ${reason}`);
    }
    this.#post();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #anew(): Followed {
    return new Followed(this.#file.fsPath, () => this.#post());
  }

  async #answer({ type }: LogRequest): Promise<void> {
    switch (type) {
      case "ready":
        return this.#post();
      case "stop":
        this.#followed.stop();
        return this.#post();
      case "again":
        return await this.follow();
      case "copy":
        await env.clipboard.writeText(storyMarkdown(this.#followed.summary));
        void window.showInformationMessage(say`The report is in the clipboard.`);
        return;
      case "open":
        await window.showTextDocument(await workspace.openTextDocument(this.#file), ViewColumn.One);
    }
  }

  #post(): void {
    const { summary, isOver, isRead } = this.#followed;
    const view = viewOf(this.#file.fsPath, summary, { reading: !isOver && !isRead, following: !isOver });
    const message: ShowLog = { type: "show", view, words: logWords() };
    void this.#panel.webview.postMessage(message);
  }
}
