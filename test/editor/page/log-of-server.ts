/** The log of the language server: what its settings put there. */
import assert from "node:assert/strict";
import { test } from "../host/page-test.ts";

const LOG = "Key Poll Language Server";

test("a trace shows the messages of the server, and causes none", {
  files: { "client.keys": "001 web-1 not-an-address 0123\n" },
  settings: { "keypoll.trace.server": "messages" },
}, async (editor) => {
  await editor.open("client.keys");
  await editor.problem("not-an-address");
  await editor.outputWith(LOG, "Sending request 'textDocument/diagnostic");
  // While the log is on the screen it is a document that changes with each message.
  let before = "";
  await editor.eventually(async () => {
    const last = before;
    before = await editor.output(LOG);
    assert.equal(before, last);
  });
});
