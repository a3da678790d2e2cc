/** How the extension keeps an incomplete record from the daemons that read a `client.keys`. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile as writeToFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { suite, test } from "mocha";
import * as vscode from "vscode";
import { giveText } from "../../../client/key-file/live-save/document-text.ts";
import { LiveSaves } from "../../../client/key-file/live-save/guard.ts";
import { KeptTexts } from "../../../client/key-file/live-save/kept-texts.ts";
import { LeftTexts } from "../../../client/key-file/live-save/left-texts.ts";
import { openFile, writeFile } from "../api/workspace.ts";

suite("a client.keys", () => {
  test("is not saved automatically, whatever the settings for other files say", async () => {
    const files = vscode.workspace.getConfiguration("files");
    await files.update("autoSave", "afterDelay", vscode.ConfigurationTarget.Global);
    try {
      const autoSave = (languageId: string): unknown =>
        vscode.workspace.getConfiguration("files", { languageId }).get("autoSave");
      assert.deepEqual([autoSave("client-keys"), autoSave("plaintext")], ["off", "afterDelay"]);
    } finally {
      await files.update("autoSave", undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

const KEY = "5a".repeat(32);
const sound = `001 web1 10.0.0.1 ${KEY}\n`;
const faulty = sound.replace("10.0.0.1", "10.0.0.300");

/** The open file of a separate manager, with a text that would stop the daemons. */
async function faultyLiveFile(name: string): Promise<vscode.TextDocument> {
  await writeFile(`${name}/bin/wazuh-remoted`, "");
  const { document } = await openFile(`${name}/etc/client.keys`, sound);
  await giveText(document, { text: faulty, eol: vscode.EndOfLine.LF });
  return document;
}

/** Repeats an action until a document has a text. */
async function untilText(document: vscode.TextDocument, text: string, act: () => unknown): Promise<void> {
  while (document.getText() !== text) {
    await act();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Waits until a document has a text that differs from its file. */
function isUnsaved(document: vscode.TextDocument, text: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!document.isDirty || document.getText() !== text) return;
      listener.dispose();
      resolve();
    };
    const listener = vscode.workspace.onDidChangeTextDocument(look);
    look();
  });
}

suite("the text of a live client.keys", () => {
  test("survives a window that closes while the file is saved with its old text", async () => {
    await vscode.commands.executeCommand("notifications.clearAll");
    const folder = await mkdtemp(path.join(tmpdir(), "keypoll-kept-"));
    const ended = new KeptTexts(folder);
    const guard = new LiveSaves(ended, new LeftTexts(ended));
    try {
      const document = await faultyLiveFile("kept-texts");
      let edits: Thenable<vscode.TextEdit[]> = Promise.resolve([]);
      guard.onWillSave({
        document,
        reason: vscode.TextDocumentSaveReason.Manual,
        waitUntil: (answer: Thenable<vscode.TextEdit[]>) => {
          edits = answer;
        },
      });
      const edit = new vscode.WorkspaceEdit();
      edit.set(document.uri, await edits);
      guard.dispose();
      await vscode.workspace.applyEdit(edit);
      assert.equal(document.getText(), sound);
      await document.save();

      const kept = new KeptTexts(folder);
      void new LeftTexts(kept).offer(document.uri.toString());
      await untilText(document, faulty, () =>
        vscode.commands.executeCommand("notification.acceptPrimaryAction"),
      );
      assert.ok(document.isDirty, "the daemons have not got it");
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test("is kept from the daemons if the settings give the release as a number too", async () => {
    const configuration = vscode.workspace.getConfiguration("keypoll");
    await configuration.update("release", 4.9, vscode.ConfigurationTarget.Global);
    try {
      const document = await faultyLiveFile("odd-release");
      await document.save();
      await isUnsaved(document, faulty);
      assert.equal(await readFile(document.uri.fsPath, "utf8"), sound);
    } finally {
      await configuration.update("release", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  test("is restored from the file if VS Code has not waited for the check", async function () {
    if (process.platform === "win32") this.skip();
    const document = await faultyLiveFile("late-check");
    const disk = document.uri.fsPath;
    // A pipe in place of a pid file: the check cannot end before something is written to it.
    const pipe = path.join(path.dirname(disk), "../var/run/wazuh-authd-1.pid");
    await mkdir(path.dirname(pipe), { recursive: true });
    execFileSync("mkfifo", [pipe]);
    await document.save();
    assert.equal(await readFile(disk, "utf8"), faulty);
    await writeToFile(pipe, "\n");
    await rm(pipe);
    await isUnsaved(document, faulty);
    assert.equal(await readFile(disk, "utf8"), sound);
  });
});
