/** Help when something does not work. */
import assert from "node:assert/strict";
import { suite, test } from "mocha";
import * as vscode from "vscode";

suite("support", () => {
  test("every command of the manifest can be run", async () => {
    const extension = vscode.extensions.getExtension("keypoll.keypoll");
    assert.ok(extension);
    await extension.activate();
    const known = new Set(await vscode.commands.getCommands());
    const declared: { command: string }[] = extension.packageJSON.contributes.commands;
    assert.deepEqual(
      declared.map(({ command }) => command).filter((command) => !known.has(command)),
      [],
    );
  });

  test("the troubleshooting report has versions and settings, and no secret", async () => {
    const configuration = vscode.workspace.getConfiguration("keypoll");
    const secret = { DB_PASSWORD: "hunter2" };
    await configuration.update("poll.environment", secret, vscode.ConfigurationTarget.Global);
    try {
      await vscode.commands.executeCommand("keypoll.collectReport");
    } finally {
      await configuration.update("poll.environment", undefined, vscode.ConfigurationTarget.Global);
    }
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, "markdown");
    const text = document?.getText() ?? "";
    assert.ok(text.includes(vscode.version), text);
    assert.match(text, /Language server: running/);
    assert.match(text, /`keypoll\.poll\.environment`: `\{"DB_PASSWORD":"••••••••"\}`/);
    assert.doesNotMatch(text, /hunter2/);
  });

  test("the sample has problems to try", async () => {
    await vscode.commands.executeCommand("keypoll.openSampleKeyFile");
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, "client-keys");
    assert.equal(document?.isUntitled, true);
  });
});
