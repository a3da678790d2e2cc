/** A user starts a poll script with a snippet. */
import assert from "node:assert/strict";
import { test } from "../host/page-test.ts";

test("typing keypoll in a Python file offers complete scripts", {
  files: { "new_poll.py": "" },
}, async (editor) => {
  await editor.open("new_poll.py");
  await editor.type("keypoll");
  await editor.eventually(async () => {
    const labels = await editor.suggestions();
    if (labels.length > 5) return;
    // The list was made before the snippets were read.
    await editor.press("Escape");
    throw new Error(`Offered are only: ${labels.join("; ")}`);
  });
  await editor.screenshot("snippet-offered");
  await editor.press("Enter");
  await editor.eventually(async () => assert.match(await editor.text(), /KEYPOLL_FILE/));
  await editor.screenshot("snippet-inserted");
});

test("Insert poll script snippet offers languages and databases", {}, async (editor) => {
  await editor.run("Key Poll: Insert poll script snippet…");
  await editor.offers();
  await editor.screenshot("insert-snippet");
  await editor.page.keyboard.type("python sqlite");
  await editor.screenshot("insert-snippet-filtered");
  await editor.press("Enter");
  await editor.eventually(async () => assert.match(await editor.text(), /sqlite3?/));
  assert.equal(await editor.language(), "Python");
  await editor.screenshot("insert-snippet-done");
});
