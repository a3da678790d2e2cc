/**
 * The editor compares a client.keys with its database: differences are shown on its lines and in a table, and
 * are removed when the text changes.
 */
import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { suite, suiteSetup, suiteTeardown, teardown, test } from "mocha";
import * as vscode from "vscode";
import { diagnostics, openFile, writeFile } from "../api/workspace.ts";
import { eventually } from "../host/eventually.ts";

const KEY = "5a".repeat(32);
const OTHER = "c3".repeat(32);
const file = ["001", "002", "003"].map((id) => `${id} web-${id} any ${KEY}\n`).join("");

/** What the database has of each agent. */
const answers: Readonly<Record<string, string>> = {
  "id:001": `{"error":0,"data":{"id":"001","name":"web-001","ip":"any","key":"${KEY}"}}`,
  "id:002": `{"error":0,"data":{"id":"002","name":"web-002","ip":"any","key":"${OTHER}"}}`,
};
const NOBODY = '{"error":4,"message":"No such agent"}';

const isOurs = ({ code }: vscode.Diagnostic): boolean =>
  typeof code === "object" && ["other-key", "unknown", "no-answer"].includes(String(code.value));

async function found(uri: vscode.Uri, number: number): Promise<vscode.Diagnostic[]> {
  const all = await diagnostics(uri, (each) => each.filter(isOurs).length === number);
  return all.filter(isOurs).sort((a, b) => a.range.start.line - b.range.start.line);
}

const tables = (): string[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith("reconcile"))
    .map(({ label }) => label);

suite("a client.keys compared with its database", () => {
  const socket = path.join(tmpdir(), `keypoll-reconcile-${process.pid}.sock`);
  let daemon: Server;
  suiteSetup(async () => {
    daemon = createServer((connection) => {
      connection.on("error", () => {});
      connection.on("data", (bytes) => connection.end(answers[String(bytes)] ?? NOBODY));
    });
    await new Promise<void>((resolve) => daemon.listen(socket, resolve));
  });
  suiteTeardown(async () => {
    daemon.close();
    await rm(socket, { force: true });
  });
  teardown(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  test("shows differences on its lines and in a table, until the lines change", async () => {
    const { document } = await openFile("reconciled/client.keys", file);
    const given = { subject: { kind: "socket", value: socket }, threads: 2 };
    await vscode.commands.executeCommand("keypoll.reconcile", document.uri, given);
    const [key, unknown] = await found(document.uri, 2);
    assert.match(
      key?.message ?? "",
      /^Agent 002 web-002: other key \(key: fingerprint [0-9a-f]{12} → [0-9a-f]{12}\)\. The database/,
    );
    assert.deepEqual(key?.range, new vscode.Range(1, 0, 1, 3));
    assert.match(unknown?.message ?? "", /^Agent 003 web-003: unknown to the database /);
    assert.ok(!JSON.stringify([key, unknown]).includes("5a5a") && !key?.message.includes("c3c3"));
    await eventually(() => assert.deepEqual(tables(), ["Reconciliation"]));

    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), "# moved\n");
    await vscode.workspace.applyEdit(edit);
    const [moved] = await found(document.uri, 2);
    assert.match(moved?.message ?? "", /\(before the last edit\)$/);
    assert.equal(moved?.range.start.line, 2);

    // The unsaved text counts. A stopped daemon does not answer, and nothing is reported as fine.
    await vscode.commands.executeCommand("keypoll.reconcile", document.uri, given);
    assert.equal((await found(document.uri, 2))[0]?.range.start.line, 2);
    const gone = { subject: { kind: "socket", value: `${socket}.gone` } };
    await vscode.commands.executeCommand("keypoll.reconcile", document.uri, gone);
    const [unchecked] = await found(document.uri, 1);
    assert.match(
      unchecked?.message ?? "",
      /no answer \(could not be run\)\. No program accepts connections at/,
    );
  });

  test("explains once why a script gave no answer, and for which agents", async () => {
    const { document } = await openFile("reconciled-once/client.keys", file);
    const given = { subject: { kind: "command", value: '/bin/sh -c "exit 127"' } };
    await vscode.commands.executeCommand("keypoll.reconcile", document.uri, given);
    const [problem] = await found(document.uri, 1);
    assert.match(problem?.message ?? "", /^3 agents: no answer \(could not run\)\. .*exit code 127/);
    assert.deepEqual(
      problem?.relatedInformation?.map(({ message }) => message),
      ["002 web-002", "003 web-003"],
    );
  });

  test("is the one that a suite names", async () => {
    const keys = await writeFile("reconciled-suite/client.keys", file);
    const suiteFile = await writeFile(
      "reconciled-suite/db.keypoll.json",
      JSON.stringify({ socket, client_keys: "client.keys", samples: [{ request: "id:001" }] }),
    );
    const subject = { kind: "suite", value: suiteFile.fsPath };
    await vscode.commands.executeCommand("keypoll.reconcile", suiteFile, { subject });
    assert.equal((await found(keys, 2)).length, 2);
  });
});
