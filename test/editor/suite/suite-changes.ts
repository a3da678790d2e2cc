/** Cancelled runs, outdated results, and runs on each save. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { suite, suiteTeardown, test } from "mocha";
import * as vscode from "vscode";
import { forgetSuites, hit, KEY, miss, SCRIPT, suiteText, withSuite, wrong } from "../api/suites.ts";
import { openFile, writeFile } from "../api/workspace.ts";

suite("the results of a suite", () => {
  suiteTeardown(forgetSuites);

  test("ends a cancelled script, and asks nothing more", async () => {
    const mark = `keypoll-cancel-${process.pid}`;
    const slow = `import time\nopen("started", "w")\ntime.sleep(600)  # ${mark}\n`;
    const { explorer, item, runs, until } = await withSuite("cancel", suiteText([hit, miss]), slow);
    const source = new vscode.CancellationTokenSource();
    const request = new vscode.TestRunRequest([item], undefined, explorer.runProfile);
    const running = explorer.runProfile.runHandler(request, source.token);
    await until(() => runs[0]?.states.includes("id:001 started") === true);
    source.cancel();
    await running;
    assert.deepEqual(runs[0]?.states, ["id:001 started"]);
    assert.equal(runs[0]?.ended, true);
    assert.deepEqual(processesIn(item), []);
  });

  test("are outdated by changes of the script, client.keys and settings, and not if the suite is saved unchanged", async () => {
    await writeFile("stale/client.keys", `009 old any ${KEY}\n`);
    const text = suiteText([hit], { client_keys: "client.keys" });
    const { explorer, item, uri, run, stale, until } = await withSuite("stale", text);
    await run([item]);
    const touched = new Promise<void>((resolve) => {
      explorer.files.onDidChange(({ file }) => file === uri.fsPath && resolve());
    });
    await writeFile("stale/poll.keypoll.json", text);
    await touched;
    assert.equal(stale(), 0);
    await writeFile("stale/poll.py", `${SCRIPT}\n`);
    await until(() => stale() === 1);
    await writeFile("stale/client.keys", "");
    await until(() => stale() === 2);
    const settings = vscode.workspace.getConfiguration("keypoll");
    await settings.update("poll.timeout", 7, vscode.ConfigurationTarget.Global);
    try {
      await until(() => stale() === 3);
    } finally {
      await settings.update("poll.timeout", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  test("are updated on each save if that is turned on", async () => {
    const { explorer, item, runs, until } = await withSuite("save", suiteText([wrong]));
    const source = new vscode.CancellationTokenSource();
    const request = new vscode.TestRunRequest([item], undefined, explorer.runProfile, true);
    await explorer.runProfile.runHandler(request, source.token);
    assert.equal(runs.length, 0);
    await writeFile(
      "save/poll.py",
      SCRIPT.replace('== "001"', '!= ""').replace('"id": "001"', '"id": "007"'),
    );
    await until(
      () => runs.at(-1)?.states.includes("ip:10.0.0.1 passed") === true && runs.at(-1)?.ended === true,
    );
    const { document } = await openFile(
      "save/poll.keypoll.json",
      suiteText([{ ...wrong, expect: { error: 4 } }]),
    );
    await until(
      () => runs.at(-1)?.states.includes("ip:10.0.0.1 failed") === true && runs.at(-1)?.ended === true,
    );
    assert.equal(document.isDirty, false);
    source.cancel();
  });

  test("use settings for what the suite leaves out", async () => {
    const settings = vscode.workspace.getConfiguration("keypoll");
    await settings.update("release", "3.13", vscode.ConfigurationTarget.Global);
    try {
      const { item, run, runs } = await withSuite("settings", suiteText([miss]));
      await run([item]);
      assert.match(runs[0]?.output[0] ?? "", /Wazuh 3\.\d/);
      const own = await withSuite("settings2", suiteText([miss], { release: "4.9" }));
      await own.run([own.item]);
      assert.match(own.runs[0]?.output[0] ?? "", /Wazuh 4\.7\.0 to 4\.14\.5/);
    } finally {
      await settings.update("release", undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

/** Command lines of processes that run in the suite's folder. */
function processesIn(item: vscode.TestItem): string[] {
  const folder = item.uri?.fsPath.replace("poll.keypoll.json", "") ?? "";
  const list = execFileSync(
    "sh",
    [
      "-c",
      'for p in /proc/[0-9]*; do echo "$(readlink $p/cwd) $(tr "\\0" " " <$p/cmdline)"; done 2>/dev/null; true',
    ],
    { encoding: "utf8" },
  );
  return list.split("\n").filter((line) => `${line.split(" ")[0]}/` === folder);
}
