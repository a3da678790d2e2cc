/** Runs with coverage: which lines of the script the samples executed, for all samples and for one; and running failed tests again. */
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { suite, suiteTeardown, test } from "mocha";
import * as vscode from "vscode";
import { children, crash, forgetSuites, hit, miss, suiteText, withSuite, wrong } from "../api/suites.ts";

const BASH = `#!/usr/bin/env bash
if [ "$2" = 001 ]; then
  echo '{"error":0,"data":{"id":"001","name":"web1","ip":"any","key":"k"}}'
else
  echo '{"error":4,"message":"no such agent"}'
fi
`;

/** Line (from 1) and how often it was executed. */
const told = (details: readonly vscode.FileCoverageDetail[] | undefined): (readonly [number, unknown])[] =>
  (details ?? []).map((each) => [
    (each.location instanceof vscode.Range ? each.location.start : each.location).line + 1,
    each.executed,
  ]);

suite("a run of a suite with coverage", () => {
  suiteTeardown(forgetSuites);

  test("shows the lines that the samples executed, together and one by one", async () => {
    const { explorer, item, cover, runs } = await withSuite("cover", suiteText([hit, miss]));
    const [first, second] = await samplesOf(explorer, item);
    await cover([item]);
    const [run] = runs;
    assert.deepEqual(
      run?.states.filter((state) => !state.endsWith("started")),
      ["id:001 passed", "id:002 passed"],
    );
    const [coverage] = run?.coverage ?? [];
    assert.ok(coverage);
    assert.match(coverage.uri.path, /cover\/poll\.py$/);
    assert.deepEqual([coverage.statementCoverage.covered, coverage.statementCoverage.total], [7, 8]);
    assert.deepEqual(coverage.includesTests, [first, second]);
    const token = new vscode.CancellationTokenSource().token;
    const testRun = explorer.controller.createTestRun(new vscode.TestRunRequest());
    const { coverageProfile } = explorer;
    assert.deepEqual(told(await coverageProfile.loadDetailedCoverage?.(testRun, coverage, token)), [
      [1, 2],
      [2, 2],
      [4, 2],
      [5, 2],
      [6, 0],
      [7, 2],
      [8, 1],
      [10, 1],
    ]);
    const alone = await coverageProfile.loadDetailedCoverageForTest?.(testRun, coverage, second, token);
    testRun.end();
    assert.deepEqual(
      told(alone).map(([line]) => line),
      [1, 2, 4, 5, 7, 10],
    );
  });

  test("reads the lines of bash from its grammar, and merges suites that test the same script", async () => {
    const more = { exec_path: "bash ./poll.bash" };
    const one = await withSuite("bash", suiteText([hit], more));
    const folder = vscode.Uri.joinPath(one.uri, "..");
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, "poll.bash"), Buffer.from(BASH));
    const other = vscode.Uri.joinPath(folder, "other.keypoll.json");
    await vscode.workspace.fs.writeFile(other, Buffer.from(suiteText([miss], more)));
    await one.explorer.tree.find();
    const item = one.explorer.controller.items.get(other.toString());
    assert.ok(item);
    await one.cover([one.item, item]);
    assert.deepEqual(
      one.runs[0]?.coverage.map(({ statementCoverage: { covered, total } }) => [covered, total]),
      [[3, 3]],
    );
  });

  test("explains why nothing is covered, and claims no figure", async () => {
    const { item, cover, runs } = await withSuite("sh", suiteText([miss], { exec_path: "sh ./poll.py" }));
    await cover([item]);
    assert.deepEqual(runs[0]?.coverage, []);
    assert.match(
      runs[0]?.output.join("") ?? "",
      /poll\.keypoll\.json: not covered\. No environment variable makes a shell/,
    );
  });
});

suite("running again", () => {
  suiteTeardown(forgetSuites);

  test("failed tests runs only those", async () => {
    const { item, run, runs, until } = await withSuite("failed", suiteText([hit, wrong, crash]));
    await run([item]);
    // The editor may not have the results yet when the run has ended: then it finds nothing to run again.
    while (runs.length < 2) {
      await vscode.commands.executeCommand("testing.reRunFailTests");
      await setTimeout(500);
    }
    await until(() => runs[1]?.ended === true);
    assert.deepEqual(runs[1]?.states, [
      "ip:10.0.0.1 started",
      "ip:10.0.0.1 failed",
      "id:500 started",
      "id:500 failed",
    ]);
  });
});

async function samplesOf(
  explorer: Awaited<ReturnType<typeof withSuite>>["explorer"],
  item: vscode.TestItem,
): Promise<readonly [vscode.TestItem, vscode.TestItem]> {
  await explorer.tree.read(item);
  const [first, second] = children(item);
  assert.ok(first && second);
  return [first, second];
}
