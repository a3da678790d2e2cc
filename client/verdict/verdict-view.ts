/** The view of verdicts: one panel beside the script with the last test, which is shown again after a restart. */

import {
  commands,
  type Disposable,
  type ExtensionContext,
  env,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from "vscode";
import { pictureMarkdown } from "../../core/lint/answer/index.ts";
import { say } from "../../core/words/index.ts";
import { openPage } from "../webview/page-html.ts";
import type { PicturedTest, ShowVerdicts, VerdictRequest } from "./messages.ts";
import { verdictWords } from "./words.ts";

const VIEW = "keypoll.verdict";

export class VerdictView implements Disposable {
  readonly #extension: ExtensionContext["extension"];
  #panel: WebviewPanel | undefined;
  #test: PicturedTest | undefined;
  #poll: number | undefined;

  constructor({ extension }: Pick<ExtensionContext, "extension">) {
    this.#extension = extension;
  }

  /** Keeps the picture of a test. An open view shows it immediately. */
  take(test: PicturedTest): void {
    this.#test = test;
    this.#poll = undefined;
    this.#post();
  }

  /** Shows the last test, starting with one of its polls: by its index, or by its request, `id:001`. */
  show(poll: unknown): void {
    if (this.#test === undefined) {
      void reportNothingTested();
      return;
    }
    this.#poll = placeOf(poll, this.#test);
    if (this.#panel === undefined) this.#open();
    else this.#panel.reveal(undefined, true);
    this.#post();
  }

  /** A panel that was open when the window was closed, with the state that it kept. */
  restore(panel: WebviewPanel, state: unknown): void {
    const test = keptTest(state);
    // A tab that was hidden since the start is restored when it is first shown, perhaps after another test.
    if (test === undefined || this.#panel !== undefined) {
      panel.dispose();
      return;
    }
    this.#test ??= test;
    this.#adopt(panel);
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #open(): void {
    const column = window.activeTextEditor === undefined ? ViewColumn.Active : ViewColumn.Beside;
    const place = { viewColumn: column, preserveFocus: false };
    this.#adopt(window.createWebviewPanel(VIEW, say`Verdict`, place));
  }

  #adopt(panel: WebviewPanel): void {
    this.#panel = panel;
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    panel.webview.onDidReceiveMessage((request: VerdictRequest) => this.#answer(request));
    openPage(panel, this.#extension.extensionUri, "verdict");
  }

  async #answer(request: VerdictRequest): Promise<void> {
    const script = this.#test?.script;
    switch (request.type) {
      case "ready":
        this.#post();
        return;
      case "copy":
        await this.#copy(request.poll);
        return;
      case "test-again":
        await this.#testAgain();
        return;
      case "open-script":
        // Says so itself if the script no longer exists.
        if (script !== undefined)
          await commands.executeCommand("vscode.open", Uri.parse(script), ViewColumn.One);
        return;
    }
  }

  async #testAgain(): Promise<void> {
    const { script, ofSuite } = this.#test ?? {};
    if (ofSuite !== undefined)
      await commands.executeCommand("keypoll.runSuite", ofSuite.suite, ofSuite.samples);
    else if (script !== undefined) await commands.executeCommand("keypoll.testPollScript", Uri.parse(script));
  }

  #post(): void {
    if (this.#test === undefined || this.#panel === undefined) return;
    this.#panel.title = say`Verdict: ${this.#test.subject}`;
    const message: ShowVerdicts = {
      type: "show",
      test: this.#test,
      words: verdictWords(),
      poll: this.#poll,
    };
    void this.#panel.webview.postMessage(message);
  }

  async #copy(at: number): Promise<void> {
    const picture = this.#test?.polls[at];
    if (this.#test === undefined || picture === undefined) return;
    const { subject, release } = this.#test;
    const version = String(this.#extension.packageJSON.version);
    await env.clipboard.writeText(pictureMarkdown(picture, { subject, release, version }));
    void window.showInformationMessage(
      say`The report is in the clipboard. Keys, passwords and home folders are hidden; check it before you post it.`,
    );
  }
}

function placeOf(poll: unknown, { polls }: PicturedTest): number | undefined {
  if (typeof poll === "number") return poll;
  const found = polls.findIndex(({ request }) => request === poll);
  return found < 0 ? undefined : found;
}

async function reportNothingTested(): Promise<void> {
  const test = say`Test poll script`;
  const answer = await window.showInformationMessage(
    say`There is no verdict yet: test a poll script first.`,
    test,
  );
  if (answer === test) await commands.executeCommand("keypoll.testPollScript");
}

/** The page's state is from this extension, but perhaps from an older version. */
function keptTest(state: unknown): PicturedTest | undefined {
  const kept = state as { readonly shown?: { readonly test?: Partial<PicturedTest> } } | undefined;
  const test = kept?.shown?.test;
  const isWhole =
    typeof test?.subject === "string" && Array.isArray(test.polls) && Array.isArray(test.remarks);
  return isWhole ? (test as PicturedTest) : undefined;
}
