/** A user tests a script with a suite: creates it, runs it from the gutter, sees what differs, and fixes it. */
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "../host/page-test.ts";

const KEY = "5a".repeat(32);

/** Knows one agent by its id, and by no address. */
const script = `#!/usr/bin/env python3
import json
import sys

agent = {"id": "001", "name": "web1", "ip": "192.168.1.100", "key": "${KEY}"}

selector, value = sys.argv[1:3]
if selector == "id" and value == agent["id"]:
    print(json.dumps({"error": 0, "data": agent}))
else:
    print(json.dumps({"error": 4, "message": "no such agent"}))
`;

const keyFile = `001 web1 192.168.1.100 ${KEY}\n`;
const files = { "agent_key_pull.py": { text: script, mode: 0o755 }, "client.keys": keyFile };

/** Typed text is not changed. */
const settings = { "editor.autoClosingBrackets": "never", "editor.autoClosingQuotes": "never" };

test("a suite is created, run from the gutter, fails, is fixed and passes", {
  everywhere: true,
  files,
  settings,
}, async (editor) => {
  await editor.open("client.keys");
  await editor.open("agent_key_pull.py");
  await editor.run("Key Poll: Create suite");
  await editor.eventually(async () => assert.match(await editor.text(), /"client_keys": "\.\/client\.keys"/));
  await editor.eventually(async () =>
    assert.deepEqual((await editor.tests()).slice(0, 3), [
      "agent_key_pull (Not yet run)",
      "id:001 → registered as 001 (Not yet run)",
      "ip:192.168.1.100 → registered as 001 (Not yet run)",
    ]),
  );
  await editor.pressTestButton(1);
  await editor.eventually(async () =>
    assert.match((await editor.tests())[0] ?? "", /^agent_key_pull \(Failed\)/),
  );
  const failed = (await editor.tests())
    .filter((row) => row.includes("(Failed)"))
    .map((row) => row.split(" ")[0]);
  assert.deepEqual(failed, ["agent_key_pull", "ip:192.168.1.100", "id:"]);
  await editor.showTestResult("Expected registered, but got error answer 4");
  await editor.page
    .locator(".test-output-peek-message-container .editor.modified")
    .getByText("error answer 4")
    .waitFor();
  const result = editor.page.locator(".test-output-peek-message-container");
  await editor.page
    .locator(".test-output-peek-tree")
    // The editor shows the buttons of a row while the mouse is on it.
    .getByRole("button", { name: "Take this as expected", includeHidden: true })
    .first()
    .waitFor({ state: "attached" });
  await editor.screenshot("suite-difference");
  await editor.useTheme("dark");
  await editor.showTestResult("exit code 1");
  await result.getByText("WARNING: Key request integration").waitFor();
  await editor.screenshot("suite-difference-dark");
  await result.getByText("Show the verdict as a picture").click();
  await editor.page.locator(".tab.active", { hasText: "Verdict: agent_key_pull.keypoll.json" }).waitFor();
  await editor.screenshot("suite-verdict");
  await editor.open("agent_key_pull.keypoll.json");
  await editor.page.locator(".codelens-decoration").getByText("Take this as expected").first().click();
  await editor.eventually(async () =>
    assert.match((await editor.tests())[2] ?? "", /^ip:192\.168\.1\.100 → error answer 4 \(Failed\)/),
  );
  await editor.screenshot("suite-taken");
  await editor.pressTestButton(12);
  await editor.eventually(async () =>
    assert.match((await editor.tests())[2] ?? "", /^ip:192\.168\.1\.100 → error answer 4 \(Passed\)/),
  );
  await editor.open("agent_key_pull.py");
  await editor.goTo(7, 1);
  await editor.press("Shift+End");
  await editor.press("Delete");
  await editor.type('selector, value = (sys.argv[1:] + [""])[:2]');
  // A run that started before the last key arrived has the old text: a user runs it again.
  await editor.eventually(async () => {
    await editor.page.locator(".codelens-decoration").getByText("Run suite").click();
    await editor.eventually(async () => {
      assert.match((await editor.tests())[0] ?? "", /^agent_key_pull \(Passed\)/);
    }, 15_000);
  });
  await editor.screenshot("suite-script");
  await editor.goTo(7, 1);
  await editor.press("Shift+End");
  await editor.press("Delete");
  await editor.type("selector, value = sys.argv[1:3]");
  await editor.page.getByRole("tab", { name: /^Verdict: / }).click();
  await editor.webview().getByRole("button", { name: "Test again" }).click();
  await editor.eventually(async () =>
    assert.match((await editor.tests())[0] ?? "", /^agent_key_pull \(Failed\)/),
  );
  await editor.open("agent_key_pull.py");
  await editor.run("Key Poll: Create suite");
  const question = await editor.dialog("agent_key_pull.keypoll.json already exists.");
  await question.click("Cancel");
});

const suite = JSON.stringify({ exec_path: "./agent_key_pull.py", samples: [{ request: "id:001" }] });

test("a hand-written suite is in the tree at once, and Restricted Mode does not run it", {
  files: { ...files, "notes.md": "No suite yet.\n" },
  trust: "asked",
}, async (editor) => {
  // When an extension has answered, the editor has checked all extensions that this folder starts.
  await editor.open("notes.md");
  await editor.run("Markdown: Open Preview");
  await editor.page.getByRole("tab", { name: /^Preview notes\.md/ }).waitFor();
  await writeFile(path.join(editor.folder, "agent_key_pull.keypoll.json"), suite);
  await editor.open("agent_key_pull.keypoll.json");
  await editor.eventually(async () =>
    assert.equal((await editor.tests())[0], "agent_key_pull (Not yet run)"),
  );
  await editor.open("agent_key_pull.py");
  await editor.page.locator(".codelens-decoration").getByText("Run suite").click();
  const refusal = await editor.notification("this folder is not trusted");
  assert.deepEqual(refusal.buttons, ["Manage Workspace Trust"]);
  assert.equal((await editor.tests())[0], "agent_key_pull (Not yet run)");
});
