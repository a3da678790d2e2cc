/** A user compares a client.keys with the database, cancels, continues, and looks at the table: by mouse, by keyboard, in every kind of theme. */
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Locator } from "playwright-core";
import { test } from "../host/page-test.ts";

// The page's own object; the function that uses it runs inside the page.
declare const navigator: { readonly clipboard: { readText(): Promise<string> } };

const KEY = "5a".repeat(32);
const ids = Array.from({ length: 30 }, (_, at) => String(at + 1).padStart(3, "0"));

/** Differs from the file in three agents, and answers for 020 only if a file says so. */
const script = `#!/bin/sh
name=web-$2 ip=any key=${KEY}
case $2 in
  003) key=${"c3".repeat(32)} ;;
  007) name=db-007 ;;
  017) echo '{"error":4,"message":"No such agent"}'; exit ;;
  020) while [ ! -e "\${0%/*}/go" ]; do sleep 0.1; done ;;
esac
echo "{\\"error\\":0,\\"data\\":{\\"id\\":\\"$2\\",\\"name\\":\\"$name\\",\\"ip\\":\\"$ip\\",\\"key\\":\\"$key\\"}}"
`;

const files = {
  "client.keys": ids.map((id) => `${id} web-${id} any ${KEY}\n`).join(""),
  "agent_key_pull.sh": { text: script, mode: 0o755 },
  "agent_key_pull.keypoll.json": JSON.stringify({
    exec_path: "./agent_key_pull.sh",
    working_directory: ".",
    client_keys: "client.keys",
    timeout: 600,
    samples: [{ request: "id:001" }],
  }),
};

test("a client.keys is compared with its database", { files }, async (editor) => {
  await editor.page.setViewportSize({ width: 1600, height: 1000 });
  await editor.open("client.keys");
  await editor.run("Key Poll: Reconcile with the database…");
  await editor.pick("agent_key_pull.keypoll.json");
  await editor.answer("Requests at a time", "1");
  const progress = await editor.notification("19 of 30 agents");
  await editor.screenshot("reconcile-progress");
  await progress.click("Cancel");

  const view = editor.webview();
  const says = (part: Locator, words: RegExp): Promise<void> =>
    editor.eventually(async () => assert.match((await part.textContent()) ?? "", words));
  const isRead = (words: RegExp): Promise<void> => says(view.locator("[role=status]"), words);
  await isRead(/ asked: .*1 other key, 1 other name.* not asked, cancelled\.$/);

  // Agents that were asked before are not asked again.
  await writeFile(path.join(editor.folder, "go"), "");
  await view.getByRole("button", { name: "Continue" }).click();
  await isRead(/ 30 agents asked: 1 other key, 1 other name, 1 unknown to the database, 27 equal\.$/);
  assert.equal(await view.getByRole("button", { name: "Continue" }).count(), 0);
  assert.deepEqual(await view.getByRole("rowheader").allTextContents(), [
    "other keyThe database and client.keys have different keys. An agent with the database's key is locked out (1404) until the manager has it too.",
    "003",
    "other nameThe name is a part of the encryption with Blowfish: such an agent would be locked out (1404); with AES it is not.",
    "007",
    "unknown to the databaseThe script says that it does not know this agent. client.keys does not change.",
    "017",
  ]);
  await editor.run("View: Toggle Primary Side Bar Visibility");
  for (const theme of ["light", "high contrast", "light high contrast", "dark"] as const) {
    await editor.useTheme(theme);
    await editor.screenshot(`reconcile-${theme.replaceAll(" ", "-")}`);
  }

  await view.getByRole("button", { name: "Copy report" }).click();
  await editor.notification("The report is in the clipboard");
  const report = await editor.page.evaluate(() => navigator.clipboard.readText());
  assert.match(
    report,
    /^## client\.keys compared with [\s\S]*### other key: 1\n[\s\S]*\| 003 \| web-003 \| 3 \| key: fingerprint/,
  );
  assert.doesNotMatch(report, /5a5a5a|c3c3c3/);
  await editor.clearNotifications();

  // From here on, only the keyboard is used.
  await view.getByRole("button", { name: "unknown to the database 1" }).focus();
  await editor.press("Space");
  await isRead(/^1 of 3 shown$/);
  await editor.press("Tab");
  await editor.page.keyboard.type("db");
  await says(view.locator(".wide"), /^No agent matches the filter\.$/);
  await view.getByRole("button", { name: "unknown to the database 1" }).press("Space");
  await says(view.locator("tbody"), /007web-007line 7name: web-007 → db-007$/);
  await view.getByRole("searchbox").focus();
  await editor.press("Tab");
  await editor.press("Enter");
  await editor.eventually(async () =>
    assert.ok((await editor.statusBar()).some((text) => text.includes("Ln 7, Col 1"))),
  );
  assert.equal((await editor.problem("Agent 007 web-007: other name")).line, 7);
});

test("nothing is asked in an untrusted folder", {
  files,
  trust: "asked",
}, async (editor) => {
  await editor.open("client.keys");
  await editor.run("Key Poll: Reconcile with the database…");
  await editor.notification("this folder is not trusted");
});
