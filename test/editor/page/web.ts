/** The extension in the browser's own extension host: client.keys is checked, and no script can be run. */
import assert from "node:assert/strict";
import { test } from "../host/page-test.ts";

const files = {
  "client.keys": `001 web1 10.0.0.300 ${"5a".repeat(32)}\n002 web2 any ${"a5".repeat(32)}\n`,
  "agent_key_pull.py": "print(1)\n",
};

test("without Node, client.keys is checked in a worker", {
  everywhere: true,
  files,
  edition: "web",
}, async (editor) => {
  await editor.open("client.keys");
  await editor.problem("Invalid ip address: '10.0.0.300'");
  await editor.screenshot("web");
  await editor.run("Key Poll: Collect troubleshooting report");
  await editor.eventually(async () => assert.match(await editor.text(), /browser/));
  await editor.run("Key Poll: Insert poll script snippet…");
  assert.ok((await editor.offers()).length > 5);
  await editor.page.locator(".monaco-editor .view-lines", { hasText: "KEYPOLL_PASSWORD" }).waitFor();
  await editor.dismiss();
});
