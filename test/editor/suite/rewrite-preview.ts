/** The preview of what the registration daemon would write back. */
import assert from "node:assert/strict";
import { suite, test } from "mocha";
import * as vscode from "vscode";
import { derivedUri, provideDerived } from "../../../client/key-file/derived.ts";
import { openFile } from "../api/workspace.ts";

const KEY = "5b".repeat(32);

/** The read-only side of the comparison that is open. */
function preview(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputTextDiff ? input.modified : undefined;
}

async function previewOf(uri: vscode.Uri): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand("keypoll.previewRewrite", uri);
  const modified = preview();
  assert.ok(modified, "no comparison is open");
  return vscode.workspace.openTextDocument(modified);
}

async function append(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
}

/** Waits until a document has this text. */
async function hasText(document: vscode.TextDocument, text: string): Promise<void> {
  while (document.getText() !== text) {
    await new Promise((resolve) => {
      const listener = vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document !== document) return;
        listener.dispose();
        resolve(undefined);
      });
    });
  }
}

suite("the preview of a rewrite", () => {
  test("shows what is lost and what is changed, and follows edits", async () => {
    const { document } = await openFile(
      "rewrite/client.keys",
      `# mine\n001 web1 2001:db8::1 ${KEY}\nbroken\n`,
    );
    const shown = await previewOf(document.uri);
    assert.equal(shown.languageId, "client-keys", "only then its keys are hidden");
    const address = "2001:0DB8:0000:0000:0000:0000:0000:0001";
    assert.equal(shown.getText(), `001 web1 ${address} ${KEY}\n`);
    assert.match(vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? "", /authd 4\.14/);
    for (const number of [2, 3]) await append(document, `00${number} web${number} any k\n`);
    await hasText(shown, `001 web1 ${address} ${KEY}\n002 web2 any k\n003 web3 any k\n`);
  });

  test("uses the release of the settings when it was opened", async () => {
    const { document } = await openFile("rewrite-3/client.keys", `# mine\n001 web1 !10.0.0.1 ${KEY}\n`);
    const newest = await previewOf(document.uri);
    const configuration = vscode.workspace.getConfiguration("keypoll");
    await configuration.update("release", "4.3", vscode.ConfigurationTarget.Global);
    try {
      const old = await previewOf(document.uri);
      assert.equal(old.getText(), `001 web1 !10.0.0.1 ${KEY}\n`);
      assert.equal(newest.getText(), `001 web1 10.0.0.1 ${KEY}\n`);
    } finally {
      await configuration.update("release", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  test("does not open if nothing would change, or if the daemon exits", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    for (const [name, ip] of [
      ["same", "10.0.0.1"],
      ["exits", "10.0.0.300"],
    ]) {
      const { document } = await openFile(`rewrite-${name}/client.keys`, `001 web1 ${ip} ${KEY}\n`);
      await vscode.commands.executeCommand("keypoll.previewRewrite", document.uri);
      assert.equal(preview(), undefined);
    }
  });
});

/** One side waits for this, and the other releases it. */
function gate() {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

suite("a document made from another one", () => {
  test("is made once more for all the edits that arrive while it is made", async () => {
    const { document } = await openFile("derived/source.txt", "");
    const made: string[] = [];
    let [begun, end] = [gate(), gate()];
    end.open();
    const provided = provideDerived({
      kept: async (source) => {
        const text = source.getText();
        made.push(text);
        begun.open();
        await end.opened;
        return text;
      },
    });
    try {
      const copy = derivedUri("kept", "copy.txt", document.uri);
      const shown = await vscode.workspace.openTextDocument(copy);
      [begun, end] = [gate(), gate()];
      await append(document, "1");
      await begun.opened;
      for (const text of ["2", "3", "4"]) await append(document, text);
      end.open();
      await hasText(shown, "1234");
      assert.deepEqual(made, ["", "1", "1234"]);
    } finally {
      provided.dispose();
    }
  });
});
