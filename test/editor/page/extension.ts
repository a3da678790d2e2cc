/** The settings of the extension itself: its log, a trace of its server, and that it is off. */
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "../host/page-test.ts";

const LOG = "Key Poll Language Server";

test("a trace shows the messages of the server", {
  files: { "client.keys": "001 web-1 not-an-address 0123\n" },
  settings: { "keypoll.trace.server": "messages" },
}, async (editor) => {
  await editor.open("client.keys");
  await editor.problem("not-an-address");
  await editor.outputWith(LOG, "Sending request 'textDocument/diagnostic");
});

test("switching the extension off and on is silent", {
  files: { "client.keys": "001 web-1 not-an-address 0123\n" },
}, async (editor) => {
  const settings = path.join(editor.folder, ".vscode/settings.json");
  await mkdir(path.dirname(settings));
  await editor.open("client.keys");
  await editor.problem("not-an-address");
  await writeFile(settings, JSON.stringify({ "keypoll.enable": false }));
  await editor.eventually(async () => assert.deepEqual(await editor.problems(), []));
  await writeFile(settings, "{}");
  await editor.problem("not-an-address");
  assert.deepEqual(await editor.notifications(), []);
});

test("a rule is switched off at its finding, and on again", {
  files: { "client.keys": "001 web-1 not-an-address 0123\n" },
}, async (editor) => {
  const settings = path.join(editor.folder, ".vscode/settings.json");
  const severities = async (): Promise<unknown> =>
    JSON.parse(await readFile(settings, "utf8"))["keypoll.lint.severities"];
  await editor.open("client.keys");
  await editor.problem("not-an-address");
  await editor.goTo(1, 12);
  await editor.applyFix("Switch off invalid-ip in this workspace");
  await editor.eventually(async () => assert.deepEqual(await severities(), { "invalid-ip": "off" }));
  const told = await editor.notification("invalid-ip is switched off in this workspace.");
  await editor.eventually(async () =>
    assert.ok((await editor.problems()).every(({ code }) => code !== "invalid-ip")),
  );
  await told.click("Switch on again");
  await editor.problem("not-an-address");
  assert.equal(await severities(), undefined);
});

test("a test without a script offers a new one", {}, async (editor) => {
  await editor.run("Key Poll: Test poll script");
  await (await editor.notification("Open a poll script first")).click("New poll script…");
  await editor.eventually(async () =>
    assert.ok((await editor.offers()).some((each) => each.startsWith("Python"))),
  );
});
