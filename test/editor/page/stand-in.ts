/** A user watches key polling: by mouse and by keyboard, with a screen reader, in every kind of theme. */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { test } from "../host/page-test.ts";

// The page's own object; the function that uses it runs inside the page.
declare const navigator: { readonly clipboard: { readText(): Promise<string> } };

const KEY = "5a".repeat(32);

/** Knows one agent. */
const script = `#!/usr/bin/env python3
import json
import sys

selector, value = sys.argv[1:3]
if selector == "id" and value == "007":
    print(json.dumps({"error": 0, "data": {"id": "007", "name": "bond", "ip": "any", "key": "${KEY}"}}))
else:
    print(json.dumps({"error": 4, "message": "no such agent"}))
`;

const files = { "agent_key_pull.py": { text: script, mode: 0o755 } };

test("the stand-in manager shows each item", { files }, async (editor) => {
  await editor.page.setViewportSize({ width: 1700, height: 1000 });
  await editor.open("agent_key_pull.py");
  await editor.titleButtons();
  await editor.run("Key Poll: Start stand-in manager…");
  await editor.pick("agent_key_pull.py");
  const view = editor.webview();
  const says = (part: Locator, words: RegExp): Promise<void> =>
    editor.eventually(async () => assert.match((await part.textContent()) ?? "", words));
  const isRead = (words: RegExp): Promise<void> => says(view.locator("[role=status]"), words);
  await says(view.locator(".run"), /^running · 0 agents · It calls .*agent_key_pull\.py$/);

  await view.getByRole("button", { name: "Enrol an agent…" }).click();
  await editor.answer("Name of the agent", "web-01");
  await isRead(/^web-01: passed\. client\.keys: \+ 001 web-01 any key hidden$/);

  await view.getByRole("button", { name: "Send a message as an agent…" }).click();
  await editor.answer("Id of the agent", "007");
  await isRead(/^id 007: passed\. client\.keys: \+ 007 bond any key hidden$/);
  await says(view.locator(".run"), /2 agents/);

  await view.getByRole("button", { name: "Send a message as an agent…" }).click();
  await editor.answer("Id of the agent", "099");
  await isRead(/^id 099: passed\. Answer: error answer 4$/);

  // From here on, only the keyboard is used.
  await view.getByRole("searchbox").focus();
  await view.getByRole("searchbox").fill("bond");
  await says(view.locator("#count"), /^1 of \d+ shown$/);
  await editor.press("Tab");
  await editor.press("Enter");
  await says(view.locator("details[open]"), /Scriptdoneanswered after \d+ ms/);
  await says(view.locator("details[open]"), /Agent key generated for agent 'bond'/);
  await editor.run("View: Toggle Primary Side Bar Visibility");
  for (const theme of ["light", "high contrast", "light high contrast", "dark"] as const) {
    await editor.useTheme(theme);
    await editor.screenshot(`stand-in-${theme.replaceAll(" ", "-")}`);
  }

  await view.getByRole("button", { name: "Copy report" }).click();
  await editor.notification("The report is in the clipboard");
  const report = await editor.page.evaluate(() => navigator.clipboard.readText());
  assert.match(report, /^## Stand-in manager 4\.14/);
  assert.doesNotMatch(report, /5a5a5a|[0-9a-f]{64}/);
  await editor.clearNotifications();

  assert.ok((await editor.statusBar()).some((text) => /Stand-in 4\.14: 2 agents/.test(text)));
  await view.getByRole("button", { name: "Stop" }).click();
  await says(view.locator(".run"), /^stopped/);
});
