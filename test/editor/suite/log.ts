/** A manager's log in the editor. */
import assert from "node:assert/strict";
import { suite, test } from "mocha";
import * as vscode from "vscode";
import { diagnostics, openFile } from "../api/workspace.ts";
import { eventually } from "../host/eventually.ts";

const KEY = "5b".repeat(32);

const line = (second: number, text: string): string =>
  `2026/11/21 10:00:${String(second).padStart(2, "0")} wazuh-remoted: WARNING: ${text}\n`;

const inUse = "Agent key already in use: agent ID '012'";
const refused = "(1408): Invalid ID 044 for the source ip: '10.0.0.9' (name 'unknown').";
const log = line(0, inUse) + line(1, "something else") + line(2, inUse) + line(3, refused);

suite("a log", () => {
  test("has one problem for each cause, which follows the text", async () => {
    const { document } = await openFile("log-1/ossec.log", log);
    assert.equal(document.languageId, "wazuh-log");
    const problems = await diagnostics(document.uri, (found) => found.length === 2);
    assert.deepEqual(
      problems.map(({ code, range }) => [typeof code === "object" ? code.value : code, range.start.line]),
      [
        ["key-in-use", 0],
        ["unknown-agent", 3],
      ],
    );
    assert.match(
      problems[0]?.message ?? "",
      /2 lines about 1 agent, .*two machines have the same client\.keys/s,
    );
    const edit = new vscode.WorkspaceEdit();
    edit.delete(document.uri, document.lineAt(3).rangeIncludingLineBreak);
    await vscode.workspace.applyEdit(edit);
    await diagnostics(document.uri, (found) => found.length === 1);
  });

  test("explains known lines only", async () => {
    const { document } = await openFile("log-2/ossec.log", log);
    await diagnostics(document.uri, (found) => found.length > 0);
    const hovers = async (row: number): Promise<string> => {
      const found = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        new vscode.Position(row, 40),
      );
      return found
        .flatMap(({ contents }) => contents)
        .map((content) => (typeof content === "string" ? content : content.value))
        .join("\n");
    };
    assert.match(await hovers(3), /unknown-id/);
    assert.doesNotMatch(await hovers(1), /What to do/);
  });

  test("has its agents as an outline, and links to their records", async () => {
    const keys = await openFile("log-3/client.keys", `011 db any ${KEY}\n012 web-12 any ${KEY}\n`);
    const { document } = await openFile("log-3/ossec.log", log);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    );
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, children.length]),
      [
        ["012", 1],
        ["044", 1],
      ],
    );
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      "vscode.executeLinkProvider",
      document.uri,
    );
    assert.deepEqual(
      links.map(({ range, target }) => [range.start.line, target?.path, target?.fragment]),
      [0, 2].map((row) => [row, keys.document.uri.path, "L2"]),
    );
  });

  test("is followed on its own page, one per log", async () => {
    const { document } = await openFile("log-4/ossec.log", line(0, inUse));
    const pages = (): string[] =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(
          ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith("keypoll.log"),
        )
        .map(({ label }) => label);
    await vscode.commands.executeCommand("keypoll.followLog", document.uri);
    await vscode.commands.executeCommand("keypoll.followLog", document.uri);
    await eventually(() => assert.deepEqual(pages(), ["Story of ossec.log"]));
  });
});
