/** A stand-in manager is started in the editor, registers an agent, is emptied and stopped. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { connect } from "node:tls";
import { suite, teardown, test } from "mocha";
import * as vscode from "vscode";
import { eventually } from "../host/eventually.ts";

suite("the stand-in manager", () => {
  teardown(async () => {
    await vscode.commands.executeCommand("keypoll.stopStandIn");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  test("is started, gives a key, is emptied and stopped", async () => {
    await vscode.commands.executeCommand("keypoll.startStandIn", "");
    const keys = openedFile("client.keys");
    const port = await portIn(openedFile("ossec.log"));
    assert.match(await asked(port, "OSSEC A:'web-01'\n"), /^OSSEC K:'001 web-01 any [0-9a-f]{64}'$/);
    await eventually(async () => assert.match(await readFile(keys, "utf8"), /^001 web-01 any /));

    await vscode.commands.executeCommand("keypoll.resetStandIn");
    await vscode.commands.executeCommand("keypoll.startStandIn", "");
    assert.equal(await readFile(openedFile("client.keys"), "utf8"), "");
    const second = await portIn(openedFile("ossec.log"));
    await vscode.commands.executeCommand("keypoll.stopStandIn");
    await assert.rejects(asked(second, "OSSEC A:'web-01'\n"), /ECONNREFUSED/);
  });
});

/** The file of this name that was opened last. */
function openedFile(name: string): string {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const found = tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri.fsPath] : []));
  const path = found.findLast((each) => each.endsWith(`/${name}`));
  assert.ok(path, `${name} is open`);
  return path;
}

async function portIn(log: string): Promise<number> {
  const match = /Accepting connections on port (\d+)/.exec(await readFile(log, "utf8"));
  return Number(match?.[1]);
}

function asked(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false }, () =>
      socket.write(request),
    );
    socket.on("data", (bytes) => {
      answer += bytes.toString();
    });
    socket.on("error", reject);
    socket.on("end", () => resolve(answer));
  });
}
