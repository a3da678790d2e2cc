/**
 * The view of a rehearsal: its report, other figures simulated from the same runs, and all of it again after a restart.
 */

import { basename } from "node:path";
import {
  commands,
  type Disposable,
  type ExtensionContext,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from "vscode";
import { studyPatiently } from "../../core/poll/index.ts";
import { spoken } from "../../core/rehearsal/index.ts";
import {
  formText,
  type RehearsalParts,
  type RehearsedForm,
  rehearsalReport,
} from "../../core/rehearsal/report/index.ts";
import { say } from "../../core/words/index.ts";
import { putFile } from "../put-file.ts";
import { openPage } from "../webview/page-html.ts";
import { keptOf, restored } from "./kept-rehearsal.ts";
import { isAllowedStorm } from "./limits.ts";
import type { RehearsalRequest, ShowRehearsal, StormNumbers } from "./messages.ts";
import { rehearsalWords } from "./words.ts";

const VIEW = "keypoll.rehearsal";

interface Shown {
  readonly id: number;
  readonly suite: Uri;
  readonly parts: RehearsalParts;
}

export class RehearsalView implements Disposable {
  readonly #extension: ExtensionContext["extension"];
  #panel: WebviewPanel | undefined;
  #shown: Shown | undefined;
  /** Ends the running simulation, because only the last request counts. */
  #simulating = new AbortController();

  constructor({ extension }: Pick<ExtensionContext, "extension">) {
    this.#extension = extension;
  }

  show(suite: Uri, parts: RehearsalParts): void {
    this.#simulating.abort();
    this.#shown = { id: (this.#shown?.id ?? 0) + 1, suite, parts };
    if (this.#panel === undefined) {
      // Its page asks for the report as soon as it can show one.
      this.#open();
      return;
    }
    this.#panel.reveal();
    void this.#post();
  }

  /** A panel that was open when the window was closed, with the state that it kept. */
  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    // A tab that was hidden since the start is restored when it is first shown, perhaps after another rehearsal.
    if (this.#panel !== undefined) {
      panel.dispose();
      return;
    }
    const signal = this.#beginSimulating();
    const closed = panel.onDidDispose(() => this.#simulating.abort());
    const found = await restored(state, signal);
    closed.dispose();
    // The panel may have been closed meanwhile, or another rehearsal may be shown.
    if (found === undefined || signal.aborted) {
      panel.dispose();
      return;
    }
    this.#shown = { id: 1, suite: Uri.parse(found.suite), parts: found.parts };
    this.#adopt(panel);
  }

  dispose(): void {
    this.#simulating.abort();
    this.#panel?.dispose();
  }

  #beginSimulating(): AbortSignal {
    this.#simulating.abort();
    this.#simulating = new AbortController();
    return this.#simulating.signal;
  }

  #open(): void {
    this.#adopt(window.createWebviewPanel(VIEW, say`Rehearsal`, ViewColumn.Active));
  }

  #adopt(panel: WebviewPanel): void {
    this.#panel = panel;
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#simulating.abort();
    });
    panel.webview.onDidReceiveMessage((request: RehearsalRequest) => this.#answer(request));
    openPage(panel, this.#extension.extensionUri, "rehearsal");
  }

  async #answer(request: RehearsalRequest): Promise<void> {
    if (this.#shown === undefined) return;
    switch (request.type) {
      case "ready":
        return this.#post();
      case "simulate":
        return this.#simulate(this.#shown, request);
      case "save":
        return this.#save(this.#shown, request.format);
      case "again":
        await commands.executeCommand("keypoll.rehearse", this.#shown.suite);
    }
  }

  async #post(): Promise<void> {
    // The plotting library is loaded with the first report.
    const { rehearsalBody } = await import("../../core/rehearsal/page/index.ts");
    if (this.#shown === undefined || this.#panel === undefined) return;
    const { id, suite, parts } = this.#shown;
    this.#panel.title = say`Rehearsal: ${parts.subject}`;
    const { agents, threads, queueSize } = parts.storm;
    const message: ShowRehearsal = {
      type: "show",
      id,
      subject: parts.subject,
      body: rehearsalBody(parts),
      storm: { agents, threads, queueSize },
      summary: summaryOf(parts),
      words: rehearsalWords(),
      kept: keptOf(suite.toString(), parts),
    };
    await this.#panel.webview.postMessage(message);
  }

  async #simulate(shown: Shown, { agents, threads, queueSize }: StormNumbers): Promise<void> {
    const numbers = { agents, threads, queueSize };
    if (!isAllowedStorm(numbers)) return;
    const signal = this.#beginSimulating();
    const storm = { ...shown.parts.storm, ...numbers };
    const forms: RehearsedForm[] = [];
    for (const form of shown.parts.forms) {
      const { calibration } = form.rehearsal;
      const study =
        calibration === undefined ? undefined : await studyPatiently({ calibration, ...storm }, signal);
      forms.push({ ...form, study });
    }
    if (signal.aborted) return;
    this.#shown = { ...shown, parts: { ...shown.parts, storm, forms } };
    await this.#post();
  }

  async #save({ suite, parts }: Shown, format: "html" | "json"): Promise<void> {
    const name = `${basename(suite.fsPath).replace(/\.keypoll\.json$/, "")}-rehearsal.${format}`;
    const target = await window.showSaveDialog({
      defaultUri: Uri.joinPath(suite, "..", name),
      filters: { [format.toUpperCase()]: [format] },
    });
    if (target === undefined) return;
    const file = basename(target.fsPath);
    const bytes = new TextEncoder().encode(await this.#written(parts, format));
    if (!(await putFile(target, bytes, { backup: false, mode: 0o666 }))) return;
    const open = say`Open`;
    const answer = await window.showInformationMessage(say`${file} is written.`, open);
    if (answer === open) await commands.executeCommand("vscode.open", target);
  }

  async #written(parts: RehearsalParts, format: "html" | "json"): Promise<string> {
    const version = String(this.#extension.packageJSON.version);
    if (format === "json")
      return `${JSON.stringify(rehearsalReport(parts, { name: "keypoll", version }), null, 2)}\n`;
    return (await import("../../core/rehearsal/page/index.ts")).rehearsalHtml(parts);
  }
}

/** The answer in one sentence for each form. */
function summaryOf({ forms }: RehearsalParts): string {
  const sentences = forms.flatMap(({ name, study }) => {
    if (study === undefined) return [];
    const { asked, advice } = study;
    const time = asked.allRegisteredSeconds;
    return time === undefined
      ? [say`${formText(name)}: simulated, not all agents can connect in the end.`]
      : [
          say`${formText(name)}: simulated, all agents are registered after ${spoken(time)}; with threads ${advice.threads} and queue_size ${advice.queueSize} after ${spoken(advice.simulated.allRegisteredSeconds ?? time)}.`,
        ];
  });
  return sentences.join(" ");
}
