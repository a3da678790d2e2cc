/** The open script in the language status: which kind it is, how its last test ended, and a button that tests it. */

import {
  Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from "vscode";
import { say } from "../../core/words/index.ts";
import { labelOf } from "./report.ts";
import type { SampleMemory } from "./samples.ts";
import type { ScriptKinds } from "./script-kinds.ts";

interface LastTest {
  readonly version: number;
  /** How many samples ended in which way. */
  readonly totals: string;
  readonly failed: boolean;
}

export class ScriptStatus implements Disposable {
  readonly #scripts: ScriptKinds;
  readonly #memory: SampleMemory;
  readonly #item: LanguageStatusItem = languages.createLanguageStatusItem("keypoll.script", []);
  readonly #tests = new Map<string, LastTest>();
  readonly #parts: Disposable;

  constructor(scripts: ScriptKinds, memory: SampleMemory) {
    this.#scripts = scripts;
    this.#memory = memory;
    this.#item.name = say`Key Poll script`;
    const show = (): void => this.#show(window.activeTextEditor?.document);
    this.#parts = Disposable.from(
      this.#item,
      scripts.onDidChange(show),
      memory.onDidKeep(show),
      window.onDidChangeActiveTextEditor(show),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document === window.activeTextEditor?.document) show();
      }),
    );
    show();
  }

  /** A test has ended. */
  tested({ uri, version }: TextDocument, totals: string, failed: boolean): void {
    this.#tests.set(uri.toString(), { version, totals, failed });
    this.#show(window.activeTextEditor?.document);
  }

  dispose(): void {
    this.#parts.dispose();
  }

  #show(document: TextDocument | undefined): void {
    const item = this.#item;
    const isPolled = document !== undefined && this.#scripts.is("poll-script", document.uri);
    const isRegistering = document !== undefined && this.#scripts.is("registration-script", document.uri);
    item.selector = isPolled || isRegistering ? { scheme: "file", language: document.languageId } : [];
    if (document === undefined) return;
    const { uri, version } = document;
    const title = say`Test`;
    if (!isPolled) {
      item.text = say`Registration script`;
      item.detail = "";
      item.severity = LanguageStatusSeverity.Information;
      item.command = { title, command: "keypoll.testRegistrationScript", arguments: [uri] };
      return;
    }
    const last = this.#tests.get(uri.toString());
    item.text = say`Poll script: ${last === undefined ? say`not tested yet` : textOf(last, version)}`;
    item.detail = this.#samplesOf(uri);
    item.severity =
      last?.failed === true ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
    item.command = { title, command: "keypoll.testPollScript", arguments: [uri] };
  }

  #samplesOf(uri: Uri): string {
    return (this.#memory.of(uri) ?? []).map(labelOf).join(" · ");
  }
}

function textOf({ totals, version }: LastTest, now: number): string {
  return version === now ? totals : say`${totals} (before the last edit)`;
}
