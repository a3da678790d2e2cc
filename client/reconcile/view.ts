/** The view of a reconciliation: a table of every agent that differs from the database. */

import {
  commands,
  type Disposable,
  type ExtensionContext,
  env,
  Range,
  Selection,
  type Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from "vscode";
import { say } from "../../core/words/index.ts";
import { openPage } from "../webview/page-html.ts";
import type { ReconcileRequest, ReconcileView, ShowReconcile } from "./messages.ts";
import { reconcileMarkdown } from "./report.ts";
import type { Given, Subject } from "./subject.ts";
import { reconcileWords } from "./words.ts";

const VIEW = "keypoll.reconcile";

export interface ShownRun {
  readonly keys: Uri;
  readonly subject: Subject;
  readonly threads: number;
  readonly view: ReconcileView;
}

export class ReconcileTable implements Disposable {
  readonly #extension: ExtensionContext["extension"];
  #panel: WebviewPanel | undefined;
  #shown: ShownRun | undefined;

  constructor({ extension }: Pick<ExtensionContext, "extension">) {
    this.#extension = extension;
  }

  show(run: ShownRun): void {
    this.#shown = run;
    if (this.#panel === undefined) {
      // Its page asks for the table as soon as it can show one.
      this.#panel = window.createWebviewPanel(VIEW, say`Reconciliation`, ViewColumn.Active);
      this.#panel.onDidDispose(() => {
        this.#panel = undefined;
      });
      this.#panel.webview.onDidReceiveMessage((request: ReconcileRequest) => this.#answer(request));
      openPage(this.#panel, this.#extension.extensionUri, "reconcile");
      return;
    }
    this.#panel.reveal();
    this.#post();
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  async #answer(request: ReconcileRequest): Promise<void> {
    if (this.#shown === undefined) return;
    const { keys, view } = this.#shown;
    switch (request.type) {
      case "ready":
        return this.#post();
      case "copy":
        return await this.#copy(view);
      case "again":
        return await this.#again(this.#shown, false);
      case "go-on":
        return await this.#again(this.#shown, true);
      case "open":
        return await reveal(keys, 1);
      case "reveal":
        return await reveal(keys, request.line);
    }
  }

  async #again({ keys, subject, threads }: ShownRun, goOn: boolean): Promise<void> {
    const given: Given = { subject, threads, goOn };
    await commands.executeCommand("keypoll.reconcile", keys, given);
  }

  #post(): void {
    if (this.#shown === undefined) return;
    const message: ShowReconcile = { type: "show", view: this.#shown.view, words: reconcileWords() };
    void this.#panel?.webview.postMessage(message);
  }

  async #copy(view: ReconcileView): Promise<void> {
    const version = String(this.#extension.packageJSON.version);
    await env.clipboard.writeText(reconcileMarkdown(view, version));
    void window.showInformationMessage(
      say`The report is in the clipboard. Keys, passwords and home folders are hidden; check it before you post it.`,
    );
  }
}

/** Shows a line of the file beside the table. */
async function reveal(keys: Uri, line: number): Promise<void> {
  const editor = await window.showTextDocument(keys, { viewColumn: ViewColumn.Beside, preview: false });
  const { range } = editor.document.lineAt(Math.min(line, editor.document.lineCount) - 1);
  const start = new Range(range.start, range.start);
  editor.selection = new Selection(range.start, range.start);
  editor.revealRange(start);
}
