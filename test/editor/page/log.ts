/** A user follows a log: the page explains its lines, grows with it, and stops on request. */
import assert from "node:assert/strict";
import { appendFile } from "node:fs/promises";
import path from "node:path";
import { test } from "../host/page-test.ts";

const line = (second: number, text: string): string =>
  `2026/11/21 10:00:${String(second).padStart(2, "0")} wazuh-remoted: WARNING: ${text}\n`;
const inUse = "Agent key already in use: agent ID '012'";
const refused = "(1408): Invalid ID 044 for the source ip: '10.0.0.9' (name 'unknown').";

const files = { "ossec.log": line(0, inUse) + line(1, "something else") };

test("a log is followed until it is stopped", { files }, async (editor) => {
  await editor.open("ossec.log");
  // Nothing else in this window has started the extension.
  await editor.eventually(async () => {
    const problems = await editor.problems();
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["key-in-use"],
    );
  });
  await editor.run("Key Poll: Follow this log");
  const view = editor.webview();
  const says = (selector: string, words: RegExp): Promise<void> =>
    editor.eventually(async () => assert.match((await view.locator(selector).textContent()) ?? "", words));
  await says("main", /2 lines: 1 explained, 1 unknown.*A second connection uses the key.*What to do: /s);
  await says("#state", /^Followed/);
  await says("[role=status]", /^2 lines: 1 explained/);
  await appendFile(path.join(editor.folder, "ossec.log"), line(9, refused));
  await says("main", /3 lines: 2 explained.*The manager does not know the agent/s);
  await says("tbody", /044/);
  await says("[role=status]", /^New problem: The manager does not know the agent$/);
  // Another line of a known problem is shown, and not read out.
  await appendFile(path.join(editor.folder, "ossec.log"), line(9, refused));
  await says("main", /4 lines: 3 explained/);
  await says("[role=status]", /^New problem: /);
  for (const theme of ["light", "dark"] as const) {
    await editor.useTheme(theme);
    await editor.screenshot(`log-${theme}`);
  }
  await view.getByRole("button", { name: "Stop following" }).click();
  await says("#state", /^No longer followed/);
  await appendFile(path.join(editor.folder, "ossec.log"), line(10, inUse));
  await view.getByRole("button", { name: "Follow again" }).click();
  await says("main", /5 lines: 4 explained/);
});
