/** Registration by hand: commands and code actions on `client.keys` that ask no questions. */
import assert from "node:assert/strict";
import { suite, test } from "mocha";
import * as vscode from "vscode";
import { openFile } from "../api/workspace.ts";

const KEY = "5c".repeat(32);
const TEXT = `001 web1 10.0.0.1 ${KEY}\n002 !old1 any ${KEY}\n001 web2 any ${KEY}\n`;

async function titlesOfActions(document: vscode.TextDocument, line: number): Promise<string[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    new vscode.Range(line, 0, line, 0),
  );
  return actions.map(({ title }) => title);
}

suite("registration by hand", () => {
  test("removes the agent of a line in the manager's form, as an edit that can be undone", async () => {
    const { document } = await openFile("remove/client.keys", TEXT);
    await vscode.commands.executeCommand("keypoll.removeAgent", document.uri, 2);
    assert.equal(document.getText(), TEXT.replace("web2", "!web2"));
    assert.equal(document.isDirty, true);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), TEXT);
  });

  test("hands a record over as an import string", async () => {
    const { document } = await openFile("hand-over/client.keys", TEXT);
    await vscode.commands.executeCommand("keypoll.handOverAgent", document.uri, 0, "copy-string");
    const copied = await vscode.env.clipboard.readText();
    assert.equal(Buffer.from(copied, "base64").toString(), `001 web1 10.0.0.1 ${KEY}`);
  });

  test("lists agents in a table without keys, which follows edits", async () => {
    const { document } = await openFile("list/client.keys", TEXT);
    await vscode.commands.executeCommand("keypoll.listAgents", document.uri);
    const table = vscode.window.activeTextEditor?.document;
    assert.ok(table && table !== document);
    assert.match(table.getText(), /001 {2}web1 {2}10\.0\.0\.1 {2,}[0-9a-f]{12} {2,}active/);
    assert.match(table.getText(), /2 active, 1 removed/);
    assert.doesNotMatch(table.getText(), /(?:5c){8}/);
    const changed = new Promise((resolve) => {
      vscode.workspace.onDidChangeTextDocument((event) => event.document === table && resolve(undefined));
    });
    const edit = new vscode.WorkspaceEdit();
    edit.delete(document.uri, new vscode.Range(2, 0, 3, 0));
    await vscode.workspace.applyEdit(edit);
    await changed;
    assert.match(table.getText(), /1 active, 1 removed/);
  });

  test("is offered for records on request", async () => {
    const { document } = await openFile("offers/client.keys", TEXT.replace("001 web2", "003 web2"));
    const onRecord = await titlesOfActions(document, 2);
    for (const title of [
      "Mark agent 003 web2 as removed",
      "Copy the agent's import string",
      "Add an agent…",
    ]) {
      assert.equal(onRecord.filter((each) => each === title).length, 1, onRecord.join("; "));
    }
    const onRemoved = await titlesOfActions(document, 1);
    assert.deepEqual(
      onRemoved.filter((each) => /Mark agent|Copy/.test(each)),
      [],
    );
  });
});
