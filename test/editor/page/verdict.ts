/** A user looks at the picture of a verdict: where the poll ends, by mouse and by keyboard, in every kind of theme. */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { test } from "../host/page-test.ts";

// The page's own object; the function that uses it runs inside the page.
declare const navigator: { readonly clipboard: { readText(): Promise<string> } };

const KEY = "5a".repeat(32);

/** Knows one agent. For an address it first warns, and for agent 007 its id is a number. */
const script = `#!/usr/bin/env python3
import json
import sys

agent = {"id": "001", "name": "web1", "ip": "192.168.1.100", "key": "${KEY}"}

selector, value = sys.argv[1:3]
if selector == "ip":
    print("DeprecationWarning: use another driver", file=sys.stderr)
if value == "007":
    print(json.dumps({"error": 0, "data": {**agent, "id": 7}}))
elif agent[selector] == value:
    print(json.dumps({"error": 0, "data": agent}))
else:
    print(json.dumps({"error": 4, "message": "no such agent"}))
`;

const files = {
  "agent_key_pull.py": { text: script, mode: 0o755 },
  "client.keys": `001 web1 192.168.1.77 ${"6b".repeat(32)}\n`,
};

const settings = { "keypoll.poll.keysFile": "client.keys" };

test("a verdict shows the steps of its poll", { files, settings }, async (editor) => {
  await editor.page.setViewportSize({ width: 1600, height: 1000 });
  await editor.open("agent_key_pull.py");
  await editor.run("Key Poll: Test poll script");
  await editor.offers();
  await editor.page.locator(".quick-input-widget input.input").fill("007");
  await editor.eventually(async () => assert.match((await editor.offers())[0] ?? "", /^id 007/));
  await editor.confirm();
  await editor.confirm();
  const result = await editor.notification("agent_key_pull.py: 1 registered");
  await result.click("Show as a picture");
  await editor.run("View: Hide Panel");

  const view = editor.webview();
  const end = view.locator('[aria-current="step"]');
  const says = (part: Locator, words: RegExp): Promise<void> =>
    editor.eventually(async () => assert.match((await part.textContent()) ?? "", words));
  await says(view.locator("#verdict"), /id:007wazuh-authd crashes/);
  await says(end, /^Answerstopped hereid is the number 7/);
  assert.equal((await end.locator("mark").textContent())?.trim(), "mark 1: 71");
  await says(view.locator("[role=status]"), /^id:007: failed, wazuh-authd crashes\. Answer: stopped here\.$/);

  // From here on, only the keyboard is used.
  const tabTo = async (id: string): Promise<void> => {
    for (let tabs = 0; tabs < 30; tabs++) {
      if ((await view.locator(`#${id}:focus`).count()) > 0) return;
      await editor.press("Tab");
    }
    assert.fail(`Tab does not lead to ${id}`);
  };
  await view.getByRole("button", { name: "id:007" }).focus();
  await tabTo("sample-1");
  await editor.press("Enter");
  await says(view.locator("#verdict"), /id:001registered/);
  await tabTo("step-key-file");
  await editor.press("Space");
  const before = "001 web1 192\\.168\\.1\\.77 •+";
  await says(
    view.getByRole("table"),
    new RegExp(`${before}001 !web1 192\\.168\\.1\\.77 •+addedno record001 web1 192\\.168\\.1\\.100 •+$`),
  );
  await editor.screenshot("verdict-registered");

  // The selected and opened steps are the same after another tab was in front.
  await editor.open("client.keys");
  await editor.page.getByRole("tab", { name: /^Verdict: / }).click();
  await says(view.locator("#verdict"), /id:001registered/);
  await says(view.locator("details[open]"), /^client\.keysdone/);

  await view.getByRole("button", { name: "id:007" }).click();
  await view.getByRole("button", { name: "Copy report" }).click();
  await editor.notification("The report is in the clipboard");
  const report = await editor.page.evaluate(() => navigator.clipboard.readText());
  assert.match(report, /^### ✘ `id:007`: wazuh-authd crashes\n/);
  assert.match(report, /\| answer \| ✘ stopped here \| id is the number 7 \|/);
  assert.doesNotMatch(report, /5a5a5a|6b6b6b/);
  await editor.clearNotifications();

  await view.getByRole("button", { name: "ip:192.168.1.77" }).click();
  await says(end, /^JSONstopped here.*debug only$/);
  await editor.run("View: Toggle Primary Side Bar Visibility");
  for (const theme of ["light", "high contrast", "light high contrast", "dark"] as const) {
    await editor.useTheme(theme);
    await editor.screenshot(`verdict-${theme.replaceAll(" ", "-")}`);
  }
});
