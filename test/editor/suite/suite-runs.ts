/** Runs of suites with real scripts: what passes, what fails with both sides, and what could not be run. */
import assert from "node:assert/strict";
import { suite, suiteTeardown, test } from "mocha";
import * as vscode from "vscode";
import {
  children,
  crash,
  forgetSuites,
  hit,
  miss,
  SCRIPT,
  suiteText,
  withSuite,
  wordsOf,
  wrong,
} from "../api/suites.ts";
import { openFile, writeFile } from "../api/workspace.ts";

suite("a run of a suite", () => {
  suiteTeardown(forgetSuites);

  test("shows what passed, what failed with both sides, and what could not be run", async () => {
    const { item, run, runs, pictures } = await withSuite("run", suiteText([hit, miss, wrong, crash]));
    await run([item]);
    const [result] = runs;
    assert.ok(result?.ended);
    assert.deepEqual(result.states, [
      "id:001 started",
      "id:001 passed",
      "id:002 started",
      "id:002 passed",
      "ip:10.0.0.1 started",
      "ip:10.0.0.1 failed",
      "id:500 started",
      "id:500 failed",
    ]);
    const [difference, happening] = result.messages.get("ip:10.0.0.1") ?? [];
    assert.equal(difference?.message, "Expected registered, but got error answer 4");
    assert.equal(difference?.expectedOutput, "registered");
    assert.equal(difference?.actualOutput, "error answer 4");
    assert.equal(difference?.location?.uri.path.endsWith("run/poll.keypoll.json"), true);
    assert.match(wordsOf(happening), /ossec\.log: /);
    const [, blame] = result.messages.get("id:500") ?? [];
    assert.equal(blame?.location?.uri.path.endsWith("run/poll.py"), true);
    assert.equal(blame?.location?.range.start.line, 5);
    const output = result.output.join("");
    assert.match(output, /✔ id:001 · registered · \d+ ms\r\n/);
    assert.match(output, /✘ ip:10\.0\.0\.1 /);
    assert.deepEqual(
      [...(pictures[0]?.polls ?? [])].map(({ request }) => request),
      ["id:001", "id:002", "ip:10.0.0.1", "id:500"],
    );
    const said = JSON.stringify([result.output, [...result.messages.values()], pictures]);
    assert.doesNotMatch(said, /5a5a5a5a/);
  });

  test("compares fields without showing a key", async () => {
    const other = { request: "id:001", expect: { registered: { name: "web2", key: "0".repeat(64) } } };
    const more = { exec_path: "env PASSWORD=hunter2 python3 ./poll.py" };
    const { item, run, runs } = await withSuite("keys", suiteText([other], more));
    await run([item]);
    const [difference] = runs[0]?.messages.get("id:001") ?? [];
    assert.match(String(difference?.message), /^name: expected web2, but got web1; key: expected •/);
    const sides = `${difference?.expectedOutput}\n${difference?.actualOutput}`;
    assert.match(sides, /^registered\nname: web2\nkey: •.*\nregistered\nname: web1\nkey: •/);
    assert.doesNotMatch(sides, /5a5a|0000/);
    const output = runs[0]?.output.join("") ?? "";
    assert.match(output, /env PASSWORD=•+ python3/);
    assert.doesNotMatch(output, /5a5a|hunter2/);
  });

  test("runs one sample, and leaves out what is hidden", async () => {
    const { explorer, item, run, runs } = await withSuite("one", suiteText([hit, miss, wrong]));
    await explorer.tree.read(item);
    const [first, second] = children(item);
    assert.ok(first && second);
    await run([second]);
    await run([item], [first]);
    assert.deepEqual(
      runs.map(({ states }) => states.filter((state) => !state.endsWith("started"))),
      [["id:002 passed"], ["id:002 passed", "ip:10.0.0.1 failed"]],
    );
  });

  test("runs again what the picture of its verdicts shows", async () => {
    const { explorer, item, run, runs, pictures } = await withSuite("again", suiteText([hit, miss, wrong]));
    await explorer.tree.read(item);
    const [, second] = children(item);
    assert.ok(second);
    await run([second]);
    const { ofSuite } = pictures[0] ?? {};
    assert.ok(ofSuite);
    await explorer.start(explorer.runProfile, ofSuite.suite, ofSuite.samples);
    await explorer.start(explorer.runProfile, ofSuite.suite, ["id:is-gone"]);
    assert.deepEqual(
      runs.slice(1).map(({ states }) => states.filter((state) => !state.endsWith("started"))),
      [["id:002 passed"], ["id:001 passed", "id:002 passed", "ip:10.0.0.1 failed"]],
    );
  });
});

suite("a sample that failed", () => {
  /** The buttons above the samples of an open suite, by their titles. */
  async function buttonsOf(uri: vscode.Uri): Promise<ReadonlyMap<string, vscode.Command>> {
    const lenses: vscode.CodeLens[] = await vscode.commands.executeCommand(
      "vscode.executeCodeLensProvider",
      uri,
    );
    return new Map(
      lenses.flatMap(({ command }) => (command === undefined ? [] : [[command.title, command]])),
    );
  }
  const press = (button: vscode.Command | undefined): Thenable<unknown> =>
    vscode.commands.executeCommand(button?.command ?? "", ...(button?.arguments ?? []));

  test("says its difference first, can be copied, and can be accepted as expected in one step without its key", async () => {
    await writeFile("take/poll.py", SCRIPT);
    const other = { request: "id:001", expect: { registered: { name: "web2", key: { pattern: "^0" } } } };
    const text = suiteText([miss, other]);
    const { document } = await openFile("take/poll.keypoll.json", text);
    const run = () => vscode.commands.executeCommand("keypoll.runSuite", document.uri.toString());
    await run();
    const before = await buttonsOf(document.uri);
    const [difference = ""] = before.keys();
    assert.match(difference, /^\$\(error\) name: expected web2, but got web1; key: expected /);
    assert.deepEqual([...before.keys()].slice(1), [
      "$(check) Take this as expected",
      "$(copy) Copy difference",
    ]);
    await press(before.get("$(copy) Copy difference"));
    const copied = await vscode.env.clipboard.readText();
    assert.match(
      copied,
      /^id:001: name: expected web2.*\n\nExpected:\nregistered\nname: web2\n.*\n\nActual:\nregistered\nname: web1\n/,
    );
    await press(before.get("$(check) Take this as expected"));
    const taken = document.getText();
    assert.match(taken, /"name": "web1",\s+"key": \{ "fingerprint": "[0-9a-f]+" \}/);
    assert.doesNotMatch(copied + taken, /5a5a/);
    assert.equal((await buttonsOf(document.uri)).size, 0);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), text);
    await vscode.commands.executeCommand("redo");
    await run();
    assert.equal((await buttonsOf(document.uri)).size, 0, "both samples pass");
  });
});

suite("an invalid suite", () => {
  suiteTeardown(forgetSuites);

  test("is reported, whether it is not a suite or lacks its script", async () => {
    const broken = await withSuite("broken", '{"exec_path": "x"}');
    await broken.run([broken.item]);
    assert.deepEqual(broken.runs[0]?.states, ["broken/poll errored"]);
    assert.match(String(broken.runs[0]?.messages.get("broken/poll")?.[0]?.message), /"samples" is missing/);
    const keyless = await withSuite("keyless", suiteText([hit], { client_keys: "none.keys" }));
    await keyless.run([keyless.item]);
    assert.match(String(keyless.runs[0]?.messages.get("keyless/poll")?.[0]?.message), /none\.keys/);
    const gone = await withSuite("gone", suiteText([hit], { exec_path: "python3 ./other.py" }));
    await gone.run([gone.item]);
    assert.deepEqual(gone.runs[0]?.states, ["id:001 started", "id:001 errored"]);
    assert.match(String(gone.runs[0]?.messages.get("id:001")?.[0]?.message), /There is no file .*other\.py/);
  });
});
