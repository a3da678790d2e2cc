/** Tasks: what they print ends in the list of problems. Its name puts it first: a task checks the whole folder, which is still empty then. */
import assert from "node:assert/strict";
import { suite, test } from "mocha";
import * as vscode from "vscode";
import { diagnostics, writeFile } from "../api/workspace.ts";
import { eventually } from "../host/eventually.ts";

/** Runs the task of this name, and waits until its process has ended; its exit code. */
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

const isOf = (source: string, code: string) => (found: readonly vscode.Diagnostic[]) =>
  found.some((each) => each.source === source && each.code === code);

suite("tasks", function () {
  // The first terminal of a window starts slowly on a busy machine.
  this.timeout(90_000);

  test("checking the workspace puts the findings of files that are not open into the list of problems", async () => {
    const uri = await writeFile("tasks/client.keys", `001 web Any ${"0123456789abcdef".repeat(4)}\n`);
    assert.equal(await run("lint workspace"), 1);
    const found = await diagnostics(uri, isOf("keypoll", "invalid-ip"));
    const finding = found.find(({ code }) => code === "invalid-ip");
    assert.equal(finding?.severity, vscode.DiagnosticSeverity.Error);
    assert.deepEqual([finding?.range.start.line, finding?.range.start.character], [0, 8]);
    // Long, and whole all the same.
    assert.match(finding?.message ?? "", /^Every daemon that reads this file exits with .* lower case\.$/);
  });

  test("a suite puts the samples that fail there, each at its place", async () => {
    const answer = '{"error": 4, "message": "No such agent"}';
    await writeFile("tasks/poll.sh", `echo '${answer}'\n`);
    const samples =
      '[\n    { "request": "id:001" },\n    { "request": "id:002", "expect": { "error": 5 } }\n  ]';
    const text = `{\n  "exec_path": "sh ./poll.sh",\n  "working_directory": ".",\n  "samples": ${samples}\n}\n`;
    const uri = await writeFile("tasks/poll.keypoll.json", text);
    assert.equal(await run("test suite tasks/poll.keypoll.json"), 1);
    const found = await diagnostics(uri, isOf("keypoll", "failed"));
    assert.deepEqual(
      found.filter(({ code }) => code === "failed").map(({ range }) => range.start.line),
      [5],
    );
    assert.match(found[0]?.message ?? "", /^id:002: number should be 5, and is 4/);
  });

  test("of tasks.json run as the guide shows them", async () => {
    const extension = vscode.extensions.getExtension("keypoll.keypoll");
    assert.ok(extension);
    const page = await vscode.workspace.fs.readFile(
      vscode.Uri.joinPath(extension.extensionUri, "docs/tasks.md"),
    );
    const [, shown] = /^```json\n([\s\S]*?)^```$/m.exec(new TextDecoder().decode(page)) ?? [];
    assert.ok(shown);
    // To 4.3, IPv6 is no address.
    const uri = await writeFile("etc/client.keys", `001 web ::1 ${"0123456789abcdef".repeat(4)}\n`);
    const file = await writeFile(".vscode/tasks.json", shown);
    try {
      assert.equal(await run("check the keys of the old manager"), 1);
      await diagnostics(uri, isOf("keypoll", "invalid-ip"));
    } finally {
      await vscode.workspace.fs.delete(file);
    }
  });
});
