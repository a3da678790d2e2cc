/** Settings that a user turns on and off: the whole extension, one rule, a test on each save. */
import assert from "node:assert/strict";
import { chmod } from "node:fs/promises";
import { suite, teardown, test } from "mocha";
import * as vscode from "vscode";
import { report } from "../api/report.ts";
import { diagnostics, openFile, writeFile } from "../api/workspace.ts";
import { eventually } from "../host/eventually.ts";

const KEY = "5c".repeat(32);
const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration("keypoll");
const set = (key: string, value: unknown): Thenable<void> =>
  settings().update(key, value, vscode.ConfigurationTarget.Global);

const isKnown = async (command: string): Promise<boolean> =>
  (await vscode.commands.getCommands(true)).includes(command);

suite("the extension", () => {
  teardown(() => set("enable", undefined));

  test("is turned off with all its findings, and on again", async () => {
    const { document } = await openFile("switched/client.keys", `001 web Any ${KEY}\n`);
    await diagnostics(document.uri, (found) => found.length === 1);
    await set("enable", false);
    await diagnostics(document.uri, (found) => found.length === 0);
    await eventually(async () => assert.ok(!(await isKnown("keypoll.testPollScript"))));
    assert.ok(await isKnown("keypoll.showKeys"), "keys would stay hidden for good");
    await set("enable", undefined);
    await diagnostics(document.uri, (found) => found.length === 1);
    assert.ok(await isKnown("keypoll.testPollScript"));
  });
});

suite("a rule", () => {
  teardown(async () => {
    await set("lint.severities", undefined);
    await settings().update("lint.severities", undefined, vscode.ConfigurationTarget.Workspace);
  });

  test("is turned off at its finding, and other rules stay off", async () => {
    const { document } = await openFile("rule-off/client.keys", `001 web Any ${KEY}\n\n`);
    const found = await diagnostics(document.uri, (each) => each.length === 2);
    await set("lint.severities", { "shared-key": "hint" });
    const range = found.find(({ code }) => JSON.stringify(code).includes("invalid-ip"))?.range;
    assert.ok(range);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      range,
    );
    const offered = actions.filter(({ title }) => title.startsWith("Switch off"));
    assert.deepEqual(
      offered.map(({ title }) => title),
      ["Switch off invalid-ip in this workspace", "Switch off invalid-ip for you, everywhere"],
    );
    const command = offered[1]?.command;
    await vscode.commands.executeCommand(command?.command ?? "", ...(command?.arguments ?? []));
    await diagnostics(document.uri, (each) => each.length === 1);
    assert.deepEqual(settings().inspect("lint.severities")?.globalValue, {
      "shared-key": "hint",
      "invalid-ip": "off",
    });
  });
});

suite("a script that was tested", () => {
  teardown(() => set("poll.testOnSave", undefined));

  test("is tested again on each save, if that is turned on", async () => {
    const uri = await writeFile("saved_poll.sh", `#!/bin/sh\necho '{"error":4,"message":"none"}'\n`);
    await chmod(uri.fsPath, 0o755);
    const editor = await vscode.window.showTextDocument(uri);
    void vscode.commands.executeCommand("keypoll.testOtherwise", uri, "repeat", ["id:001"]);
    await report(/saved_poll[\s\S]*1 with an error answer/);
    await set("poll.testOnSave", true);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), "echo noise\n"));
    await editor.document.save();
    await report(/saved_poll[\s\S]*1 failed/);
    const [problem] = await diagnostics(uri, (found) =>
      found.some(({ message }) => message.startsWith("id 001:")),
    );
    assert.ok(problem);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});
