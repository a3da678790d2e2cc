/** Tasks: their output appears in the list of problems. */
import assert from "node:assert/strict";
import { suite, suiteSetup, test } from "mocha";
import * as vscode from "vscode";
import { diagnostics, writeFile } from "../api/workspace.ts";
import { eventually } from "../host/eventually.ts";

const key = "0123456789abcdef".repeat(4);

/** Runs the task with this name, and waits until its process has ended. Returns its exit code. */
async function run(name: string): Promise<number | undefined> {
  const task = await eventually(async () => {
    const offered = await vscode.tasks.fetchTasks({ type: "keypoll" });
    const found = offered.find((each) => each.name === name);
    assert.ok(found, `no task ${name} among ${offered.map((each) => each.name).join(", ")}`);
    return found;
  }, 15_000);
  const ended = new Promise<number | undefined>((resolve) => {
    const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name !== task.name) return;
      listener.dispose();
      resolve(exitCode);
    });
  });
  await vscode.tasks.executeTask(task);
  return ended;
}

const isOf =
  (code: string) =>
  (each: vscode.Diagnostic): boolean =>
    each.source === "keypoll" && each.code === code;
const isInvalidIp = isOf("invalid-ip");

suite("tasks", () => {
  /** Other tests leave incomplete suites; with one of them a check of the whole workspace ends with 2. */
  suiteSetup(async () => {
    for (const left of await vscode.workspace.findFiles("**/*.keypoll.json")) {
      await vscode.workspace.fs.delete(left);
    }
  });

  test("checking the workspace lists the findings of closed files in the list of problems", async () => {
    const uri = await writeFile("tasks/client.keys", `001 web Any ${key}\n`);
    assert.equal(await run("lint workspace"), 1);
    const found = await diagnostics(uri, (found) => found.some(isInvalidIp));
    const finding = found.find(({ code }) => code === "invalid-ip");
    assert.equal(finding?.severity, vscode.DiagnosticSeverity.Error);
    assert.deepEqual([finding?.range.start.line, finding?.range.start.character], [0, 8]);
    // Long, but not cut.
    assert.match(finding?.message ?? "", /^Every daemon that reads this file exits with .* lower case\.$/);
  });

  test("many findings are all in the list of problems", async () => {
    // A report shows up to 500 findings of a file: here an address and a shared key for each line.
    const lines = Array.from({ length: 200 }, (_, index) => `${index + 1000} web${index} Any ${key}\n`);
    const uri = await writeFile("tasks/many/client.keys", lines.join(""));
    assert.equal(await run("lint workspace"), 1);
    await diagnostics(uri, (found) => found.filter(isInvalidIp).length === lines.length);
  });

  test("a suite lists its failed samples there, each at its place", async () => {
    const answer = '{"error": 4, "message": "No such agent"}';
    await writeFile("tasks/poll.sh", `echo '${answer}'\n`);
    const samples =
      '[\n    { "request": "id:001" },\n    { "request": "id:002", "expect": { "error": 5 } }\n  ]';
    const text = `{\n  "exec_path": "sh ./poll.sh",\n  "working_directory": ".",\n  "samples": ${samples}\n}\n`;
    const uri = await writeFile("tasks/poll.keypoll.json", text);
    assert.equal(await run("test suite tasks/poll.keypoll.json"), 1);
    const found = await diagnostics(uri, (found) => found.some(isOf("failed")));
    assert.deepEqual(
      found.filter(({ code }) => code === "failed").map(({ range }) => range.start.line),
      [5],
    );
    assert.match(found[0]?.message ?? "", /^id:002: number should be 5, but is 4/);
  });

  test("of tasks.json run as the guide shows them", async () => {
    const extension = vscode.extensions.getExtension("keypoll.keypoll");
    assert.ok(extension);
    const page = await vscode.workspace.fs.readFile(
      vscode.Uri.joinPath(extension.extensionUri, "docs/tasks.md"),
    );
    const [, shown] = /^```json\n([\s\S]*?)^```$/m.exec(new TextDecoder().decode(page)) ?? [];
    assert.ok(shown);
    // Up to 4.3, IPv6 is not an address.
    const uri = await writeFile("etc/client.keys", `001 web ::1 ${key}\n`);
    const file = await writeFile(".vscode/tasks.json", shown);
    try {
      assert.equal(await run("check the keys of the old manager"), 1);
      await diagnostics(uri, (found) => found.some(isInvalidIp));
    } finally {
      await vscode.workspace.fs.delete(file);
    }
  });

  test("files at absolute paths are found too", async () => {
    const uri = await writeFile("absolute/client.keys", `001 web Any ${key}\n`);
    const command = { type: "keypoll", command: "lint", files: [uri.fsPath] };
    const task = { label: "check it there", ...command, problemMatcher: ["$keypoll", "$keypoll-absolute"] };
    const file = await writeFile(".vscode/tasks.json", JSON.stringify({ version: "2.0.0", tasks: [task] }));
    try {
      assert.equal(await run("check it there"), 1);
      await diagnostics(uri, (found) => found.some(isInvalidIp));
    } finally {
      await vscode.workspace.fs.delete(file);
    }
  });
});
