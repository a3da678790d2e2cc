/**
 * A user edits the `client.keys` that daemons read: a text that would stop them is only saved if the user
 * insists.
 */
import assert from "node:assert/strict";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { EditorPage } from "../host/page.ts";
import { test } from "../host/page-test.ts";

const KEY = "a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9";
const sound = `001 web1 192.168.1.10 ${KEY}1\n002 db1 any ${KEY}2\n`;
const faulty = sound.replace("1.10 ", "1.300 ");

/** A manager's folders. This process acts as a running daemon. */
const manager = {
  "bin/wazuh-remoted": "",
  "var/run/wazuh-authd-1.pid": `${process.pid}\n`,
  "etc/client.keys": { text: sound, mode: 0o640 },
};

const onDisk = ({ folder }: EditorPage): string => path.join(folder, "etc/client.keys");

/** Waits until the editor shows the invalid text, unsaved. */
async function isUnsaved(editor: EditorPage): Promise<void> {
  await editor.eventually(async () => assert.match(await editor.text(), /^001 web1 192\.168\.1\.300 /));
  await editor.page.locator(".tab.active.dirty", { hasText: "client.keys" }).waitFor();
  assert.equal(await readFile(onDisk(editor), "utf8"), sound);
}

test("a live client.keys that would stop the daemons is saved only if the user confirms", {
  files: manager,
}, async (editor) => {
  const file = onDisk(editor);
  const before = await stat(file);
  const question = "client.keys stops the daemons of";
  await editor.open("etc/client.keys");
  await editor.eventually(async () => assert.match(await editor.text(), /^001 web1 /));
  await editor.goTo(1, "001 web1 192.168.1.1".length);
  await editor.press("Delete");
  await editor.type("30");
  await isUnsaved(editor);
  // The extension has started by then. The panel takes the keyboard focus, which must be in the editor for the shortcut.
  await editor.problem("(1237): Invalid ip address: '192.168.1.300'");
  await editor.goTo(1, 1);
  await editor.press("ControlOrMeta+S");
  const first = await editor.dialog(question);
  await editor.screenshot("live-save");
  await first.click("Save a copy…");
  const box = editor.page.locator(".quick-input-widget");
  await editor.eventually(async () =>
    assert.match(await box.locator("input.input").inputValue(), /client\.keys\.copy$/),
  );
  await box.getByText("OK", { exact: true }).click();
  await editor.notification("The copy is");
  assert.equal(await readFile(`${file}.copy`, "utf8"), faulty);
  assert.equal((await stat(`${file}.copy`)).mode & 0o777, 0o600, "keys are nobody else's");
  await isUnsaved(editor);
  assert.equal((await stat(file)).mtimeMs, before.mtimeMs, "the file was not touched");

  await editor.run("File: Save");
  await (await editor.dialog(question)).click("Edit again");
  await isUnsaved(editor);

  await editor.run("View: Close Editor");
  await (await editor.dialog("Do you want to save the changes")).click("Save");
  const last = await editor.dialog(question);
  await isUnsaved(editor);
  await last.click("Save anyway");
  await editor.eventually(async () => assert.equal(await readFile(file, "utf8"), faulty));
  await editor.notification("The old file is kept as");
  await editor.page.locator(".tab.active:not(.dirty)", { hasText: "client.keys" }).waitFor();
  await editor.screenshot("live-save-anyway");
  const after = await stat(file);
  assert.deepEqual([after.mode, after.uid, after.gid], [before.mode, before.uid, before.gid]);
  const backups = (await readdir(path.dirname(file))).filter((name) => name.endsWith(".bak"));
  assert.equal(backups.length, 1);
  assert.equal(await readFile(path.join(path.dirname(file), backups[0] ?? ""), "utf8"), sound);
});

test("a live client.keys that loses an agent is saved only if the user confirms", {
  files: manager,
}, async (editor) => {
  const file = onDisk(editor);
  const without = sound.slice(0, sound.indexOf("002 "));
  await editor.open("etc/client.keys");
  await editor.eventually(async () => assert.match(await editor.text(), /^001 web1 /));
  await editor.goTo(2, 1);
  await editor.run("Delete Line");
  await editor.page.locator(".tab.active.dirty", { hasText: "client.keys" }).waitFor();
  await editor.run("File: Save");
  const first = await editor.dialog("Not in the new file: 1 of 2 agents (002 db1)");
  await editor.screenshot("live-save-lost-agent");
  await first.click("Edit again");
  assert.equal(await readFile(file, "utf8"), sound);

  await editor.run("File: Save");
  const last = await editor.dialog("client.keys locks agents out of the manager of");
  await last.click("Save anyway");
  await editor.notification("The old file is kept as");
  assert.equal(await readFile(file, "utf8"), without);
  const backup = (await readdir(path.dirname(file))).find((name) => name.endsWith(".bak")) ?? "";
  assert.equal(await readFile(path.join(path.dirname(file), backup), "utf8"), sound);
});

test("an agent is removed from the live file of a running manager only if the user confirms", {
  files: manager,
}, async (editor) => {
  const question = "where wazuh-authd runs";
  await editor.open("etc/client.keys");
  await editor.run("Key Poll: Remove an agent…");
  await (await editor.dialog(question)).click("Cancel");
  await editor.run("Key Poll: Remove an agent…");
  const dialog = await editor.dialog(question);
  await editor.screenshot("live-remove");
  await dialog.click("Change it anyway");
  await editor.pick("002 db1");
  await editor.eventually(async () => assert.match(await editor.text(), /^002 !db1 any /m));
  assert.equal(await readFile(onDisk(editor), "utf8"), sound, "nothing is written before it is saved");
});
