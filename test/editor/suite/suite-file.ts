/** A suite file in the editor: VS Code knows its members, and marks unknown ones. */
import assert from "node:assert/strict";
import { suite, test } from "mocha";
import * as vscode from "vscode";
import { diagnostics, openFile } from "../api/workspace.ts";
import { eventually } from "../host/eventually.ts";

/** Opens the text at `|`, which marks the cursor and is removed. */
async function openAt(name: string, text: string): Promise<[vscode.Uri, vscode.Position]> {
  const { document } = await openFile(name, text.replace("|", ""));
  return [document.uri, document.positionAt(text.indexOf("|"))];
}

const labelOf = ({ label }: vscode.CompletionItem): string =>
  typeof label === "string" ? label : label.label;

/** Waits until `wanted` is among the completions, for the JSON support starts with the first such file. */
function completion(at: [vscode.Uri, vscode.Position], wanted: string): Promise<vscode.CompletionItem> {
  return eventually(async () => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      ...at,
    );
    const found = list.items.find((item) => labelOf(item) === wanted);
    assert.ok(found, `${wanted} is not among ${list.items.map(labelOf).join(", ")}`);
    return found;
  }, 15_000);
}

const wordsOf = (text: string | vscode.MarkdownString | vscode.MarkedString | undefined): string =>
  typeof text === "object" ? text.value : (text ?? "");

suite("a suite file", () => {
  test("has completions for members, outcomes of a request, and whole samples", async () => {
    const sample = '{"exec_path": "x", "samples": [{"request": "id:001", "expect": {"fails": |}}]}';
    const end = await completion(await openAt("values.keypoll.json", sample), '"timed-out"');
    assert.match(wordsOf(end.documentation), /timeout/);
    const member = await completion(
      await openAt("members.keypoll.json", '{"exec_path": "x", "samples": [], |}'),
      "client_keys",
    );
    assert.match(wordsOf(member.documentation), /agents that the manager already has/);
    await completion(await openAt("sample.keypoll.json", '{"exec_path": "x", "samples": [|]}'), "miss");
  });

  test("explains a member under the mouse", async () => {
    const at = await openAt("hover.keypoll.json", '{"exec_|path": "x", "samples": []}');
    await eventually(async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        ...at,
      );
      const text = hovers.flatMap(({ contents }) => contents.map(wordsOf)).join("\n");
      // VS Code escapes text that is not Markdown.
      assert.match(text.replaceAll("\\", ""), /command line as written in exec_path of ossec\.conf/);
    }, 15_000);
  });

  test("marks unknown members", async () => {
    const { document } = await openFile(
      "unknown.keypoll.json",
      '{"exec_path": "x", "exec": "y", "samples": []}',
    );
    const [found] = await diagnostics(document.uri);
    assert.equal(found && document.getText(found.range), '"exec"');
  });

  test("of settings for the command line is known too", async () => {
    const { document } = await openFile("keypoll.config.json", '{"releas": "4.14"}');
    try {
      const found = await diagnostics(document.uri);
      assert.deepEqual(
        found.map(({ range }) => document.getText(range)),
        ['"releas"'],
      );
    } finally {
      // The command line would not work with it.
      await vscode.workspace.fs.delete(document.uri);
    }
  });
});
