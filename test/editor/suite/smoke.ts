/** The extension is installed and starts. */
import assert from "node:assert/strict";
import { suite, test } from "mocha";
import * as vscode from "vscode";
import { diagnostics, openFile } from "../api/workspace.ts";

suite("the extension", () => {
  test("is found and activated", async () => {
    const extension = vscode.extensions.getExtension("keypoll.keypoll");
    assert.ok(extension, "keypoll.keypoll is not installed");
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  test("checks a file named client.keys", async () => {
    const { document } = await openFile("client.keys", "001 web-1 not-an-address 0123\n");
    assert.equal(document.languageId, "client-keys");
    const found = await diagnostics(document.uri);
    assert.deepEqual([...new Set(found.map((each) => each.range.start.line))], [0]);
  });
});
