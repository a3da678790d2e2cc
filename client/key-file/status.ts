/** What the active `client.keys` holds, in the language status: agents, removed ones, faulty lines; and whether keys show. */

import {
  Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  l10n,
  languages,
  window,
  workspace,
} from "vscode";
import { State } from "vscode-languageclient";
import type { LanguageServer } from "../server/language-server.ts";
import { isKeyFile, keyFileSelector } from "./language.ts";

/** What the server answers to `keypoll/status`. */
interface KeyFileStatus {
  readonly active: number;
  readonly removed: number;
  readonly faulty: number;
  readonly findings: number;
  readonly role: "manager" | "agent";
  readonly release: string;
  /** Set where the file is something else than a list of agents. */
  readonly otherFile: boolean;
}

/** Shows the counts of the active file and keeps them up to date. */
export function showStatus(server: LanguageServer): Disposable {
  const item = languages.createLanguageStatusItem("keypoll.status", keyFileSelector);
  item.name = l10n.t("Agents in client.keys");
  item.command = { command: "workbench.actions.view.problems", title: l10n.t("Show problems") };
  const refresh = coalesced(() => update(item, server));
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(refresh),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document) refresh();
    }),
    workspace.onDidOpenTextDocument(refresh),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("keypoll")) refresh();
    }),
    server.onDidChangeState(refresh),
  );
}

/** Runs `task` now, or once more after the run that is under way. */
function coalesced(task: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    do {
      again = false;
      await task();
    } while (again);
    running = false;
  };
  return () => void run();
}

async function update(item: LanguageStatusItem, server: LanguageServer): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined || !isKeyFile(document)) return;
  if (server.state !== State.Running) {
    const starting = server.state === State.Starting;
    item.busy = starting;
    item.severity = starting ? LanguageStatusSeverity.Information : LanguageStatusSeverity.Error;
    item.text = starting ? l10n.t("Key Poll is starting") : l10n.t("Key Poll is not running");
    item.detail = "";
    return;
  }
  const status = await server.request<KeyFileStatus | null>("keypoll/status", {
    uri: document.uri.toString(),
  });
  item.busy = false;
  if (status === undefined || status === null) return;
  const { active, removed, faulty, findings, role, release, otherFile } = status;
  item.severity = faulty > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  if (otherFile) {
    item.text = l10n.t("Not a list of agents");
    item.detail = l10n.t("Nothing is checked");
    return;
  }
  item.text = l10n.t("{0} active, {1} removed, {2} faulty", active, removed, faulty);
  const whose = role === "agent" ? l10n.t("An agent's file") : l10n.t("A manager's file");
  item.detail = l10n.t("{0}, Wazuh {1}, findings: {2}", whose, release, findings);
}
