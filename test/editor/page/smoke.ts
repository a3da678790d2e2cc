/** The packaged extension in the workbench. */
import assert from "node:assert/strict";
import { test } from "../host/page-test.ts";

const files = { "client.keys": "001 web-1 not-an-address 0123\n" };

test("client.keys opens in the workbench and is checked", { files }, async (editor) => {
  await editor.open("client.keys");
  await editor.eventually(async () => assert.match(await editor.language(), /client/i));
  await editor.eventually(async () => assert.notEqual((await editor.problems()).length, 0));
  await editor.screenshot("smoke");
});
