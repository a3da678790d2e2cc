/** A user tests a poll script: chooses samples, sees the verdicts, is refused without trust, and can stop a run. */
import assert from "node:assert/strict";
import { test } from "../host/page-test.ts";

/** Knows one agent. For an address it first warns on standard error, as a library might. */
const script = `#!/usr/bin/env python3
import json
import sys

agent = {"id": "001", "name": "web1", "ip": "192.168.1.100", "key": "${"5a".repeat(32)}"}

selector, value = sys.argv[1:3]
if selector == "ip":
    print("DeprecationWarning: use another driver", file=sys.stderr)
if agent[selector] == value:
    print(json.dumps({"error": 0, "data": agent}))
else:
    print(json.dumps({"error": 4, "message": "no such agent"}))
`;

const files = { "agent_key_pull.py": { text: script, mode: 0o755 } };

test("a poll script is tested with samples, and the verdicts are shown", {
  everywhere: true,
  files,
}, async (editor) => {
  await editor.open("agent_key_pull.py");
  await editor.pressTitleButton("Test poll script");
  const offers = await editor.offers();
  assert.ok(
    offers.some((offer) => offer.startsWith("id 001")),
    offers.join("; "),
  );
  await editor.screenshot("samples");
  await editor.page.locator(".quick-input-widget input.input").fill("777");
  await editor.eventually(async () => assert.match((await editor.offers())[0] ?? "", /^id 777/));
  await editor.confirm();
  await editor.confirm();
  const result = await editor.notification("agent_key_pull.py: 1 registered");
  assert.match(
    result.message,
    /^agent_key_pull\.py: 1 registered, 3 with an error answer, 3 failed\. ip \S+, ip \S+: unreadable answer\./,
  );
  await editor.screenshot("verdicts");
  await result.click("Show report");
  const report = await editor.output("Key Poll");
  assert.match(report, /✔ id 001 {2}registered/);
  assert.match(report, /client\.keys {2}\+ 001 web1 192\.168\.1\.100 ••••••••/);
  assert.match(report, /wazuh-authd: INFO: Agent key generated for agent 'web1' \(requested locally\)/);
  assert.match(report, /● id 777 {2}error answer 4/);
  assert.doesNotMatch(report, /5a5a5a5a/);
  const problems = await editor.problems();
  assert.deepEqual(problems.map(({ line, code }) => [line, code]).sort(), [
    [7, "exit-code"],
    // Findings of the check of the source, in addition to those of the runs.
    [9, "output-before-answer"],
    // Two samples fail for this reason, and count as one problem.
    [9, "text-before-json"],
  ]);
  await editor.screenshot("verdicts-problems");
});

test("the shortcut tests the open script", {
  files,
}, async (editor) => {
  await editor.open("agent_key_pull.py");
  await editor.page.locator(".view-line").first().click();
  await editor.press("Control+;");
  await editor.press("k");
  await editor.eventually(async () => assert.match((await editor.offers())[0] ?? "", /^id 001/));
  await editor.dismiss();
});

/** As beginners write it: nothing in it identifies it as a poll script. */
const bad = `#!/usr/bin/env python3
print({"error": 4, "message": "no such agent"})
`;

test("a script that is not recognised has button, lens and findings once it was tested, whatever its name", {
  files: { "lookup.py": { text: bad, mode: 0o755 } },
}, async (editor) => {
  const lens = editor.page.locator(".codelens-decoration a", { hasText: /Test · id / });
  await editor.open("lookup.py");
  assert.ok(!(await editor.titleButtons()).includes("Test poll script"));
  assert.equal(await lens.count(), 0);
  await editor.run("Key Poll: Test poll script");
  const labels = (await editor.offers()).map((offer) => offer.split(", ")[0] ?? "");
  for (const label of labels.slice(1)) await editor.tick(label);
  await editor.confirm();
  await (await editor.notification("lookup.py: 1 failed.")).click("Show report");
  await editor.eventually(async () => assert.ok((await editor.titleButtons()).includes("Test poll script")));
  await lens.waitFor();
  const problems = await editor.problems();
  const codes = problems.map(({ code }) => code);
  for (const code of ["arguments-not-read", "answer-not-made", "python-dict"])
    assert.ok(codes.includes(code), code);
  await editor.screenshot("tested-script");
  await lens.click();
  await (await editor.notification("lookup.py: 1 failed.")).click("Show report");
  await editor.chooseInExplorer("lookup.py", "Test poll script");
  await editor.notification("lookup.py: 1 failed.");
});

test("a script has its button because of its content, and not because of its name", {
  files: { "find.py": { text: script, mode: 0o755 }, "keyboard.py": { text: "print(1)\n", mode: 0o755 } },
}, async (editor) => {
  await editor.open("keyboard.py");
  assert.ok(!(await editor.titleButtons()).includes("Test poll script"));
  await editor.open("find.py");
  await editor.pressTitleButton("Test poll script");
  await editor.offers();
});

test("Restricted Mode refuses to run a script, and trust allows it", {
  files,
  trust: "asked",
}, async (editor) => {
  await editor.open("agent_key_pull.py");
  await editor.run("Key Poll: Test poll script");
  const refusal = await editor.notification("this folder is not trusted");
  assert.deepEqual(refusal.buttons, ["Manage Workspace Trust"]);
  await editor.screenshot("restricted");
  await refusal.click("Manage Workspace Trust");
  const trust = editor.page.locator(".workspace-trust-editor");
  await trust.getByRole("button", { name: "Trust", exact: true }).click();
  await editor.eventually(async () => assert.equal(await editor.restricted(), false));
  await editor.press("Escape");
  await editor.open("agent_key_pull.py");
  await editor.run("Key Poll: Test poll script");
  await editor.offers();
  await editor.confirm();
  await editor.notification("agent_key_pull.py: 1 registered");
});

const slow = `#!/bin/sh
sleep 600
`;

test("a long test can be cancelled", {
  files: { "slow_poll.sh": { text: slow, mode: 0o755 } },
}, async (editor) => {
  await editor.open("slow_poll.sh");
  await editor.run("Key Poll: Test poll script");
  await editor.offers();
  await editor.confirm();
  const progress = await editor.notification("Testing slow_poll.sh");
  await editor.screenshot("progress");
  await progress.click("Cancel");
  assert.match(await editor.outputWith("Key Poll", "Cancelled"), /Cancelled: nothing was tested/);
  await editor.screenshot("cancelled");
});

const crashing = `#!/bin/sh
case $2 in
  001) echo '{"error":0,"data":{"id":"001","name":"web-01","ip":"10.0.0.9","key":"${"5a".repeat(32)}"}}' ;;
  *) echo '{"error":0,"data":{"id":2,"name":"web-02","ip":"any","key":"${"6b".repeat(32)}"}}' ;;
esac
`;

test("the message after a test names the most severe problem, not the first one", {
  files: {
    "agent_key_pull.sh": { text: crashing, mode: 0o755 },
    "client.keys": `001 web-001 any ${"7c".repeat(32)}\n`,
  },
  settings: { "keypoll.poll.keysFile": "client.keys" },
}, async (editor) => {
  await editor.open("agent_key_pull.sh");
  await editor.run("Key Poll: Test poll script");
  await editor.eventually(async () =>
    assert.match((await editor.offers())[0] ?? "", /^id 001, agent web-001/),
  );
  await editor.confirm();
  // The answer for 001 replaces a record; the one for the others stops the daemon.
  const { message } = await editor.notification("agent_key_pull.sh: 1 registered");
  assert.match(message, /failed\. id \d+.*: wazuh-authd crashes/);
});
