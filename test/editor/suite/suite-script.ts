/** Suites for a script: the first suite, the buttons above the script, and the debugger. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, suiteTeardown, test } from "mocha";
import * as vscode from "vscode";
import { readSuite } from "../../../core/suite/index.ts";
import { children, forgetSuites, hit, KEY, miss, SCRIPT, suiteText, withSuite } from "../api/suites.ts";
import { openFile, writeFile } from "../api/workspace.ts";
import { eventually } from "../host/eventually.ts";

const lensesOf = (uri: vscode.Uri): Thenable<vscode.CodeLens[]> =>
  vscode.commands.executeCommand("vscode.executeCodeLensProvider", uri);

suite("a script", () => {
  suiteTeardown(forgetSuites);

  test("gets a first suite with agents of the open client.keys", async () => {
    await openFile("first/keys/client.keys", `001 web1 10.0.0.1 ${KEY}\n002 web2 10.0.0.2 ${KEY}\n`);
    const { document } = await openFile("first/agent_poll.py", SCRIPT);
    await vscode.commands.executeCommand("keypoll.createSuite", document.uri);
    const suiteDocument = vscode.window.activeTextEditor?.document;
    assert.equal(suiteDocument?.fileName, document.fileName.replace(".py", ".keypoll.json"));
    const text = readFileSync(suiteDocument.fileName, "utf8");
    assert.equal(suiteDocument.getText(), text);
    const reading = readSuite(text);
    assert.equal(reading.kind, "suite");
    assert.equal(reading.suite.execPath, "python3 ./agent_poll.py");
    assert.equal(reading.suite.clientKeys, "./keys/client.keys");
    assert.deepEqual(
      reading.suite.samples.map(({ request, tags }) => `${tags.join()} ${request}`),
      [
        "hit id:001",
        "hit id:002",
        "hit ip:10.0.0.1",
        "miss id:98002",
        "miss ip:192.0.2.1",
        "ambiguous ip:192.0.2.2",
        "bad-argument id:abc",
        "bad-argument id:",
      ],
    );
    assert.doesNotMatch(text, /5a5a/);
  });

  test("has buttons that run and debug its suite", async () => {
    const { document } = await openFile("lens/poll.py", SCRIPT);
    const titlesOf = async () => (await lensesOf(document.uri)).map(({ command }) => command?.title);
    await eventually(async () => assert.deepEqual(await titlesOf(), ["$(beaker) Test poll script"]));
    const changed = new Promise<void>((resolve) => {
      vscode.workspace.createFileSystemWatcher("**/lens/poll.keypoll.json").onDidCreate(() => resolve());
    });
    await writeFile("lens/poll.keypoll.json", suiteText([hit]));
    await changed;
    await eventually(async () =>
      assert.deepEqual(await titlesOf(), ["$(run-all) Run suite", "$(debug-alt) Debug"]),
    );
    const tooltips = (await lensesOf(document.uri)).map(({ command }) => command?.tooltip);
    assert.deepEqual(tooltips, ["Run every sample of lens/poll", "Debug one of its samples"]);
  });

  test("is debugged with the manager's arguments", async () => {
    const script = 'require("node:fs").writeFileSync("argv.json", JSON.stringify(process.argv.slice(1)));\n';
    await writeFile("debug/poll.js", script);
    const text = suiteText([hit, miss], { exec_path: "node ./poll.js --quiet" });
    const { explorer, item, runs } = await withSuite("debug", text);
    await explorer.tree.read(item);
    const request = new vscode.TestRunRequest([...children(item)].slice(1), undefined, explorer.debugProfile);
    await explorer.debugProfile.runHandler(request, new vscode.CancellationTokenSource().token);
    const folder = vscode.Uri.joinPath(item.uri ?? assert.fail(), "..").fsPath;
    const argv = JSON.parse(readFileSync(`${folder}/argv.json`, "utf8"));
    assert.deepEqual(argv, [`${folder}/poll.js`, "--quiet", "id", "002"]);
    assert.deepEqual(
      runs.map(({ states, ended }) => [states, ended]),
      [[["id:002 started"], true]],
    );
  });

  test("is not debugged if its debugger is missing", async () => {
    const { explorer, item, runs } = await withSuite("debug-python", suiteText([hit]));
    const request = new vscode.TestRunRequest([item], undefined, explorer.debugProfile);
    await explorer.debugProfile.runHandler(request, new vscode.CancellationTokenSource().token);
    assert.deepEqual(runs, []);
  });
});
