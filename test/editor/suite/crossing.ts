/**
 * The upgrade to 5.0 in the editor: a table of the agents beside the file, and a new key if the key is the
 * reason.
 */
import assert from "node:assert/strict";
import { suite, test } from "mocha";
import * as vscode from "vscode";
import { openFile } from "../api/workspace.ts";
import { eventually } from "../host/eventually.ts";

const KEY = "5c0f1e2d3b4a6978".repeat(4);
const TEXT = `001 web1 any ${KEY}\n002 db1 any ${KEY.toUpperCase()}\n003 lab1 10.0.0.5/24 ${KEY}\n`;

function actionsOn(document: vscode.TextDocument, line: number): Thenable<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    document.lineAt(line).range,
  );
}

suite("the upgrade to 5.0", () => {
  test("shows the result for each agent on a page without keys, which follows edits", async () => {
    const { document } = await openFile("move/client.keys", TEXT);
    await vscode.commands.executeCommand("keypoll.showCrossing", document.uri);
    const page = await eventually(() => {
      const found = vscode.workspace.textDocuments.find(({ uri }) => uri.authority === "crossing");
      assert.ok(found);
      return found;
    });
    const rows = (): string[] =>
      page
        .getText()
        .split("\n")
        .filter((line) => /^\| \d/.test(line));
    assert.deepEqual(rows(), [
      "| 002 | db1 | 2 | ✘ carried, cannot authenticate `key-form` | ✘ refused (or not (unknown)) `key-form` |",
      "| 003 | lab1 | 3 | ✔ carried | ✘ refused `ip-form` |",
      "| 001 | web1 | 1 | ✔ carried | ✔ carried |",
    ]);
    assert.match(page.getText(), /3 agents: 1 carried, 2 refused\./);
    assert.match(page.getText(), /no daemon calls the script/);
    assert.doesNotMatch(page.getText(), /5c0f1e2d|5C0F1E2D/);
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    assert.match(String(tab?.label), /Move to 5\.0/);
    const edit = new vscode.WorkspaceEdit();
    edit.delete(document.uri, new vscode.Range(1, 0, 3, 0));
    await vscode.workspace.applyEdit(edit);
    await eventually(() => assert.deepEqual(rows().length, 1));
  });

  test("marks the lines if the upgrade is planned, and gives one agent a new key", async () => {
    const configuration = vscode.workspace.getConfiguration("keypoll");
    await configuration.update("lint.upgradeTo", "5.0", vscode.ConfigurationTarget.Global);
    try {
      const { document } = await openFile("move-marks/client.keys", TEXT);
      const lines = (): number[] =>
        vscode.languages
          .getDiagnostics(document.uri)
          .filter(({ code }) => typeof code === "object" && code.value === "lost-on-upgrade")
          .map(({ range }) => range.start.line);
      await eventually(() => assert.deepEqual(lines(), [1, 2]));
      const titled = "Give agent 002 a new key";
      const action = (await actionsOn(document, 1)).find(({ title }) => title === titled);
      assert.ok(action?.edit);
      assert.equal(
        (await actionsOn(document, 2)).some(({ title }) => title.includes("a new key")),
        false,
      );
      await vscode.workspace.applyEdit(action.edit);
      assert.match(document.lineAt(1).text, /^002 db1 any [0-9a-f]{64}$/);
      await eventually(() => assert.deepEqual(lines(), [2]));
    } finally {
      await configuration.update("lint.upgradeTo", undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
