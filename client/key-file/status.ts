/**
 * The content of the active `client.keys` in the language status: agents, removed agents, invalid lines, and whose file
 * it is.
 */

import {
  Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  window,
  workspace,
} from "vscode";
import type { KeyFileStatus } from "../../core/lint/key-file/index.ts";
import { say } from "../../core/words/index.ts";
import type { LanguageServer } from "../server/language-server.ts";
import { coalesced } from "../support/coalesced.ts";
import { isKeyFile, keyFileSelector } from "./language.ts";
import { letChooseRole, roleText } from "./role.ts";

/** Shows the counts of the active file and keeps them up to date. */
export function showStatus(server: LanguageServer): Disposable {
  const item = languages.createLanguageStatusItem("keypoll.status", keyFileSelector);
  item.name = say`Agents in client.keys`;
  item.command = { command: "workbench.actions.view.problems", title: say`Show problems` };
  const role = languages.createLanguageStatusItem("keypoll.role", keyFileSelector);
  role.name = say`Whose client.keys it is`;
  role.command = { command: "keypoll.chooseRole", title: say`Change` };
  const refresh = coalesced(() => update({ item, role }, server));
  return Disposable.from(
    item,
    role,
    letChooseRole(),
    window.onDidChangeActiveTextEditor(refresh),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document) refresh();
    }),
    workspace.onDidOpenTextDocument(refresh),
    workspace.onDidSaveTextDocument(refresh),
    // After new settings or another mode, new diagnostics show that the server has applied them.
    languages.onDidChangeDiagnostics(({ uris }) => {
      const active = window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) refresh();
    }),
    server.onDidChangeState(refresh),
  );
}

interface Items {
  /** The content of the file. */
  readonly item: LanguageStatusItem;
  /** Whose file it is. */
  readonly role: LanguageStatusItem;
}

async function update({ item, role }: Items, server: LanguageServer): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined || !isKeyFile(document)) return;
  if (server.state !== "running") {
    const starting = server.state === "starting";
    item.busy = starting;
    item.severity = starting ? LanguageStatusSeverity.Information : LanguageStatusSeverity.Error;
    item.text = starting ? say`Key Poll is starting` : say`Key Poll is not running`;
    item.detail = "";
    role.selector = [];
    return;
  }
  const status = await server.request<KeyFileStatus | null>("keypoll/status", {
    uri: document.uri.toString(),
  });
  item.busy = false;
  if (status === undefined || status === null) return;
  const { active, removed, faulty, findings, ofFile, release, otherFile } = status;
  item.severity =
    faulty + ofFile.length > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  role.selector = otherFile ? [] : keyFileSelector;
  role.text = roleText(status);
  if (otherFile) {
    item.text = say`Not a list of agents`;
    item.detail = say`Nothing is checked`;
    return;
  }
  item.text = say`${active} active, ${removed} removed, ${faulty} invalid`;
  item.detail = [say`Wazuh ${release}, findings: ${findings}`, ...ofFile].join(" · ");
}
