/**
 * A `client.keys` above 50 MB: VS Code shows it but passes it to no extension, so its keys are not hidden and nothing
 * is checked. This must not look like "no findings".
 */

import {
  commands,
  Disposable,
  StatusBarAlignment,
  type StatusBarItem,
  TabInputText,
  ThemeColor,
  type Uri,
  window,
  workspace,
} from "vscode";
import { hasKeyFileName } from "../../core/documents/index.ts";
import { say } from "../../core/words/index.ts";
import { coalesced } from "../support/coalesced.ts";
import { fileNameOf } from "../support/file-name.ts";

/** Bytes from which on VS Code keeps a text from extensions. */
const KEPT_BACK = 50 * 1024 * 1024;

/** Checks a file with the command line. Undefined if none can be started. */
export type CheckOnCommandLine = ((file: Uri) => Promise<void>) | undefined;

export function warnOfLargeFiles(check: CheckOnCommandLine): Disposable {
  const item = window.createStatusBarItem("keypoll.tooLarge", StatusBarAlignment.Right, 100);
  item.name = say`Large client.keys`;
  /** Paths that the user was told about. */
  const told = new Set<string>();
  const look = coalesced(async () => {
    const uri = await keptBack();
    show(item, uri, check);
    if (uri === undefined || told.has(uri.path)) return;
    told.add(uri.path);
    void commands.executeCommand("setContext", "keypoll.keptBack", [...told]);
    await tell(uri, check);
  });
  look();
  return Disposable.from(
    item,
    commands.registerCommand("keypoll.checkLargeFile", async () => {
      const uri = await keptBack();
      if (uri !== undefined) await check?.(uri);
    }),
    window.tabGroups.onDidChangeTabs(look),
    window.tabGroups.onDidChangeTabGroups(look),
    window.onDidChangeActiveTextEditor(look),
  );
}

/** The file in front, if it is a list of agents that VS Code passes to no extension. */
async function keptBack(): Promise<Uri | undefined> {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof TabInputText) || !hasKeyFileName(input.uri.path)) return undefined;
  const { uri } = input;
  if (workspace.textDocuments.some((document) => document.uri.toString() === uri.toString()))
    return undefined;
  const facts = await workspace.fs.stat(uri).then(
    (found) => found,
    () => undefined,
  );
  return facts !== undefined && facts.size > KEPT_BACK ? uri : undefined;
}

function show(item: StatusBarItem, uri: Uri | undefined, check: CheckOnCommandLine): void {
  if (uri === undefined) {
    item.hide();
    return;
  }
  item.text = `$(warning) ${say`client.keys not checked, keys not hidden`}`;
  item.tooltip = say`VS Code does not give extensions a file above 50 MB.`;
  item.backgroundColor = new ThemeColor("statusBarItem.warningBackground");
  if (check !== undefined) {
    item.command = { command: "keypoll.checkLargeFile", title: say`Check with the command line` };
  }
  item.show();
}

async function tell(uri: Uri, check: CheckOnCommandLine): Promise<void> {
  const name = fileNameOf(uri);
  const text = say`${name} is above 50 MB, and VS Code does not give such a file to extensions: its keys are not hidden, and nothing in it is checked.`;
  const button = say`Check with the command line`;
  const answer = await window.showWarningMessage(text, ...(check === undefined ? [] : [button]));
  if (answer === button) await check?.(uri);
}
