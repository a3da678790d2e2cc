/** The packaged extension in the workbench. */
import assert from "node:assert/strict";
import { test } from "../host/page-test.ts";

const files = { "client.keys": "001 web-1 not-an-address 0123\n" };

test("client.keys opens in the workbench and is checked", { files }, async (editor) => {
  await editor.open("client.keys");
  const problem = await editor.problem("not-an-address");
  assert.deepEqual([problem.file, problem.line, problem.column], ["client.keys", 1, 11]);
  assert.equal(problem.code, "invalid-ip");
  await editor.screenshot("smoke");
});
