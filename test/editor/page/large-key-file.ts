/** A client.keys that VS Code gives to no extension: a message says so, and the command line checks it. */
import assert from "node:assert/strict";
import { test } from "../host/page-test.ts";

const KEY = "5a".repeat(32);

/** Some 60 MB. */
const records = (): string =>
  Array.from({ length: 700_000 }, (_, at) => `${at + 100_001} web-${at} any ${KEY}\n`).join("");

test("a client.keys above 50 MB gets a message, because it is neither checked nor hidden", {
  files: { "client.keys": records() },
}, async (editor) => {
  await editor.open("client.keys");
  // A remote window asks before it opens such a large file.
  await editor.page.getByRole("button", { name: "Open Anyway" }).click();
  const warning = await editor.notification("client.keys is above 50 MB");
  assert.deepEqual(warning.buttons, ["Check with the command line"]);
  await editor.page.locator(".statusbar-item", { hasText: "client.keys not checked" }).waitFor();
  assert.ok(!(await editor.titleButtons()).some((label) => label.includes("Show keys")));
  await editor.screenshot("large-client-keys");
  await warning.click("Check with the command line");
  // A terminal is drawn, so its output is not text of the page. The test only sees that the check runs there.
  await editor.page.getByText("check client.keys").first().waitFor();
  await editor.screenshot("large-client-keys-checked");
});
