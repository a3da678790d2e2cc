/** The view of the stand-in: the loop with its stations, and every item that passed. */

import {
  commands,
  type Disposable,
  type ExtensionContext,
  env,
  ViewColumn,
  type WebviewPanel,
  window,
} from "vscode";
import { say } from "../../core/words/index.ts";
import type { Passage } from "../../stand-in/passage.ts";
import { openPage } from "../webview/page-html.ts";
import { loadStandIn } from "./load.ts";
import type { StandInMessage, StandInRequest } from "./messages.ts";
import type { StandInSession } from "./session.ts";
import { standInWords } from "./words.ts";

const VIEW = "keypoll.standIn";

/** The commands of the buttons on the page. */
const commandsOf: Readonly<Partial<Record<StandInRequest["type"], string>>> = {
  start: "keypoll.restartStandIn",
  stop: "keypoll.stopStandIn",
  restart: "keypoll.restartStandIn",
  reset: "keypoll.resetStandIn",
  keys: "keypoll.openStandInFiles",
  enroll: "keypoll.enrolAtStandIn",
  knock: "keypoll.knockAtStandIn",
};

export class StandInView implements Disposable {
  readonly #extension: ExtensionContext["extension"];
  readonly #session: StandInSession;
  #panel: WebviewPanel | undefined;

  constructor({ extension }: Pick<ExtensionContext, "extension">, session: StandInSession) {
    this.#extension = extension;
    this.#session = session;
    session.onState(() => this.#postAll());
    session.onPassage((passage) => this.#postOne(passage));
  }

  show(): void {
    if (this.#panel !== undefined) {
      this.#panel.reveal();
      return;
    }
    this.#panel = window.createWebviewPanel(VIEW, say`Stand-in manager`, ViewColumn.One);
    this.#panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    this.#panel.webview.onDidReceiveMessage((request: StandInRequest) => this.#answer(request));
    openPage(this.#panel, this.#extension.extensionUri, "stand-in");
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  async #answer({ type }: StandInRequest): Promise<void> {
    if (type === "ready") this.#postAll();
    else if (type === "copy") await this.#copy();
    else await commands.executeCommand(commandsOf[type] ?? "");
  }

  #postAll(): void {
    const { state, passages } = this.#session;
    if (state !== undefined) this.#post({ type: "show", state, passages, words: standInWords() });
  }

  #postOne(passage: Passage): void {
    const { state } = this.#session;
    if (state !== undefined) this.#post({ type: "passage", state, passage });
  }

  #post(message: StandInMessage): void {
    void this.#panel?.webview.postMessage(message);
  }

  async #copy(): Promise<void> {
    const { passagesReport } = await loadStandIn();
    const release = this.#session.plan?.release.id ?? "";
    const version = String(this.#extension.packageJSON.version);
    await env.clipboard.writeText(passagesReport(this.#session.passages, { release, version }));
    void window.showInformationMessage(
      say`The report is in the clipboard. Keys, passwords and home folders are hidden; check it before you post it.`,
    );
  }
}
