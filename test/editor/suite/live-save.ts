/** What keeps half a record from the daemons that read a `client.keys`. */
import assert from "node:assert/strict";
import { suite, test } from "mocha";
import * as vscode from "vscode";

suite("a client.keys", () => {
  test("is not saved automatically, whatever holds for other files", async () => {
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
