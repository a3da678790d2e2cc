/** The server of the tools, as the editor's own assistant uses it. It is listed and started without an account. */
import assert from "node:assert/strict";
import { test } from "../host/page-test.ts";

const options = {
  settings: { "chat.disableAIFeatures": false, "keypoll.assistants.mcpServer": true },
  files: { "client.keys": "001 web-1 not-an-address 0123\n" },
} as const;

test("the editor starts the server for assistants", options, async (editor) => {
  await editor.open("client.keys");
  await editor.run("MCP: List Servers");
  await editor.pick("Key Poll");
  await editor.pick("Start Server");
  await editor.run("MCP: List Servers");
  await editor.eventually(async () =>
    assert.match((await editor.offers()).join("\n"), /^Key Poll, Running/m),
  );
});
