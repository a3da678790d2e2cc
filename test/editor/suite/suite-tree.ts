/** Suites in the Test Explorer: which are found, and their problems. */
import assert from "node:assert/strict";
import { suite, suiteTeardown, test } from "mocha";
import * as vscode from "vscode";
import { children, forgetSuites, hit, miss, suiteText, withSuite } from "../api/suites.ts";

suite("the tree of suites", () => {
  suiteTeardown(forgetSuites);

  test("has suites, and their samples once it is opened", async () => {
    const { explorer, item } = await withSuite("tree", suiteText([hit, miss, miss]));
    assert.equal(item.label, "tree/poll");
    await explorer.controller.resolveHandler?.(item);
    assert.deepEqual(
      children(item).map(({ id, label }) => [id, label]),
      [
        ["id:001", "id:001 → registered"],
        ["id:002", "id:002 → error answer 4"],
        ["id:002 (2)", "id:002 → error answer 4"],
      ],
    );
    const [first] = children(item);
    assert.deepEqual(
      first?.tags.map(({ id }) => id),
      ["hit"],
    );
    assert.equal(first?.range?.start.line, 4);
  });

  test("prefers open documents to files, and shows their problems", async () => {
    const { explorer, item, uri, until, stale } = await withSuite("open", suiteText([hit]));
    await explorer.tree.read(item);
    const editor = await vscode.window.showTextDocument(uri);
    const whole = new vscode.Range(0, 0, editor.document.lineCount, 0);
    await editor.edit((edit) => edit.replace(whole, suiteText([hit, miss])));
    await until(() => item.children.size === 2);
    assert.equal(stale(), 1);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), '"exec": "x",'));
    await until(() => item.error !== undefined);
    assert.match((item.error as vscode.MarkdownString).value, /Line 2: "exec" is unknown here/);
    assert.equal(item.children.size, 2, "the samples stay while the user writes");
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await until(() => item.error === undefined && item.children.size === 1);
  });
});
