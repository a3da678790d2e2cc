/** `client.keys` through VS Code's API: colours, language, fixes, settings, restarts of the server. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "mocha";
import * as vscode from "vscode";
import { diagnostics, openFile } from "../api/workspace.ts";
import { eventually } from "../host/eventually.ts";

const KEY = "5a".repeat(32);
const rulesOf = (found: readonly vscode.Diagnostic[]): unknown[] =>
  found.map(({ code }) => (typeof code === "object" ? code.value : code));

async function codeActions(
  document: vscode.TextDocument,
  kind: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  return await vscode.commands.executeCommand(
    "vscode.executeCodeActionProvider",
    document.uri,
    whole,
    kind.value,
  );
}

/** The language servers that this extension host has started. */
function serverProcesses(): number[] {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8");
  return children
    .split(" ")
    .filter((pid) => pid !== "" && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("server.mjs"))
    .map(Number);
}

suite("client.keys", () => {
  test("treats an address and a key as one word", async () => {
    const { document } = await openFile("words/client.keys", `001 !web1 10.0.0.0/24 ${KEY}\n`);
    const word = (column: number) =>
      document.getText(document.getWordRangeAtPosition(new vscode.Position(0, column)));
    // The definition of a word is part of the language's configuration, which is read when the first such file is opened.
    await eventually(() =>
      assert.deepEqual([word(0), word(5), word(12), word(30)], ["001", "web1", "10.0.0.0/24", KEY]),
    );
  });

  test("is compared side by side, because a removed line between two others would show its key", async () => {
    const { document } = await openFile("compared/client.keys", `001 web1 any ${KEY}\n`);
    const user = vscode.workspace.getConfiguration("diffEditor");
    await user.update("renderSideBySide", false, vscode.ConfigurationTarget.Global);
    try {
      const here = vscode.workspace.getConfiguration("diffEditor", document);
      assert.equal(here.get("renderSideBySide"), true);
      assert.equal(here.get("useInlineViewWhenSpaceIsLimited"), false);
    } finally {
      await user.update("renderSideBySide", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  test("navigates from one record to the next without a list that would show keys", async () => {
    const text = [1, 2, 3].map((at) => `001 web${at} any ${at}${KEY}\n`).join("");
    const { document } = await openFile("references/client.keys", text);
    await diagnostics(document.uri, (found) => rulesOf(found).includes("duplicate-id"));
    const linesFrom = async (line: number): Promise<readonly number[]> => {
      const found: vscode.Location[] = await vscode.commands.executeCommand(
        "vscode.executeReferenceProvider",
        document.uri,
        new vscode.Position(line, 1),
      );
      return found.map(({ range }) => range.start.line);
    };
    assert.deepEqual([await linesFrom(0), await linesFrom(1), await linesFrom(2)], [[1], [2], [0]]);
    await vscode.commands.executeCommand("keypoll.showKeys");
    try {
      assert.deepEqual(await linesFrom(1), [0, 1, 2]);
    } finally {
      await vscode.commands.executeCommand("keypoll.hideKeys");
    }
  });

  test("does not offer edits of carriage returns, which VS Code cannot make", async () => {
    const { document } = await openFile(
      "windows2/client.keys",
      `001 web1 10.0.0.1 ${KEY}\r\n002 web2 any ${KEY}\r\n`,
    );
    await diagnostics(document.uri, (found) => rulesOf(found).includes("carriage-return"));
    const actions = await codeActions(document, vscode.CodeActionKind.QuickFix);
    const titles = actions.map(({ title }) => title);
    assert.ok(titles.includes("Save the file with LF line endings"), titles.join("; "));
    assert.ok(!titles.includes("Remove the carriage return"), titles.join("; "));
  });

  test("follows the settings of severities", async () => {
    const { document } = await openFile("severities/client.keys", `1 web1 10.0.0.1 ${KEY}\n`);
    await diagnostics(document.uri, (found) => rulesOf(found).includes("unpadded-id"));
    const configuration = vscode.workspace.getConfiguration("keypoll");
    await configuration.update(
      "lint.severities",
      { "unpadded-id": "off" },
      vscode.ConfigurationTarget.Global,
    );
    try {
      await diagnostics(document.uri, (found) => !rulesOf(found).includes("unpadded-id"));
    } finally {
      await configuration.update("lint.severities", undefined, vscode.ConfigurationTarget.Global);
    }
    await diagnostics(document.uri, (found) => rulesOf(found).includes("unpadded-id"));
  });

  test("can have another name, and a user can set the language", async () => {
    const { document } = await openFile("backup.txt", `# saved on Friday\n001 web1 any ${KEY}\n`);
    const is = async (language: string): Promise<void> => {
      while (vscode.window.activeTextEditor?.document.languageId !== language) {
        await new Promise((resolve) => vscode.workspace.onDidOpenTextDocument(resolve));
      }
    };
    await is("client-keys");
    await vscode.languages.setTextDocumentLanguage(document, "plaintext");
    await is("plaintext");
    await vscode.workspace.fs.stat(document.uri);
    assert.equal(vscode.window.activeTextEditor?.document.languageId, "plaintext");
  });
});

suite("client.keys, whose server ends,", () => {
  test("is checked again after a restart of the server", async () => {
    const { document } = await openFile("restart/client.keys", `001 web1 10.0.0.300 ${KEY}\n`);
    await diagnostics(document.uri, (found) => rulesOf(found).includes("invalid-ip"));
    const gone = diagnostics(document.uri, (found) => found.length === 0);
    await Promise.all([1, 2, 3].map(() => vscode.commands.executeCommand("keypoll.restartServer")));
    await gone;
    await diagnostics(document.uri, (found) => rulesOf(found).includes("invalid-ip"));
  });

  test("is checked further if the server dies", async () => {
    const editor = await openFile("killed/client.keys", `001 web1 10.0.0.300 ${KEY}\n`);
    const { uri } = editor.document;
    await diagnostics(uri, (found) => rulesOf(found).includes("invalid-ip"));
    const [server, ...others] = serverProcesses();
    assert.ok(server !== undefined && others.length === 0);
    process.kill(server, "SIGKILL");
    await eventually(() => assert.ok(serverProcesses().some((each) => each !== server)));
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), "\n"));
    await diagnostics(uri, (found) => rulesOf(found).join() === "invalid-ip,blank-line");
  });
});

suite("a finding after a key", () => {
  test("is marked on the dots if the key is hidden, and in its place if it is shown", async () => {
    const { document } = await openFile("dots/client.keys", `001 web any ${"5d".repeat(32)} \n`);
    const columns = async (at: number): Promise<void> => {
      await diagnostics(document.uri, (found) => found.some(({ range }) => range.end.character === at));
    };
    const dots = "001 web any ••••••••".length;
    await columns(dots);
    await vscode.commands.executeCommand("keypoll.showKeys");
    await columns(document.lineAt(0).text.length);
    await vscode.commands.executeCommand("keypoll.hideKeys");
    await columns(dots);
  });
});
