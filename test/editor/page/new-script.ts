/** A user starts from nothing: a new poll script, its first test, and a preview of templates before one is inserted. */
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import path from "node:path";
import type { EditorPage } from "../host/page.ts";
import { test } from "../host/page-test.ts";

test("New poll script writes one whose first test passes", {}, async (editor) => {
  await editor.run("Key Poll: New poll script…");
  const title = editor.page.locator(".quick-input-title");
  const step = (words: string): Promise<void> => title.filter({ hasText: words }).waitFor();
  await step("New poll script (1/5)");
  await editor.pick("Perl");
  await step("(2/5)");
  assert.deepEqual(await cutTexts(editor), []);
  await editor.page.getByRole("button", { name: "Back" }).click();
  await step("(1/5)");
  await editor.pick("Python");
  await step("(2/5)");
  assert.deepEqual(await cutTexts(editor), []);
  await editor.screenshot("new-script-source");
  await editor.pick("SQLite");
  await step("(3/5)");
  assert.deepEqual(await cutTexts(editor), []);
  await editor.screenshot("new-script-form");
  await editor.pick("Script");
  await step("(4/5)");
  // Enter takes the row that nobody has chosen.
  await editor.confirm();
  await step("(5/5)");
  const { value } = await editor.inputBox();
  assert.equal(value, "agent_key_poll.py");
  await editor.screenshot("new-script-name");
  await editor.answer("Name of the script's file", "find_key.py");
  const written = await editor.notification("find_key.py is written");
  assert.deepEqual(written.buttons, ["Test now"]);
  assert.equal(statSync(path.join(editor.folder, "find_key.py")).mode & 0o777, 0o750);
  await editor.eventually(async () => assert.match(await editor.text(), /SQLite database/));
  await editor.screenshot("new-script-written");
  await written.click("Test now");
  const result = await editor.notification("find_key.py: 3 registered");
  assert.equal(result.message, "find_key.py: 3 registered, 5 with an error answer.");
  await editor.screenshot("new-script-tested");
});

/** The texts of the list that its rows are too narrow for. */
function cutTexts(editor: EditorPage): Promise<string[]> {
  return editor.page
    .locator(".quick-input-list .monaco-icon-label-container, .quick-input-list .quick-input-list-label-meta")
    .evaluateAll((labels: readonly Measured[]) =>
      labels
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map(({ textContent }) => textContent ?? ""),
    );
}

/** What the page itself measures. */
interface Measured {
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly textContent: string | null;
}

test("the picked template is shown beside the open file, and closes if nothing is inserted", {
  files: { "notes.txt": "notes\n" },
}, async (editor) => {
  const tabs = (): Promise<string[]> => editor.page.locator(".tabs-container .tab").allInnerTexts();
  await editor.open("notes.txt");
  await editor.run("Key Poll: Insert poll script snippet…");
  await editor.offers();
  await editor.page.keyboard.type("ruby ldap");
  const preview = editor.page.locator(".monaco-editor .view-lines", { hasText: "an LDAP directory" });
  await preview.waitFor();
  await editor.screenshot("snippet-preview");
  await editor.dismiss();
  await editor.eventually(async () =>
    assert.deepEqual(
      (await tabs()).map((label) => label.replace(/\s/g, "")),
      ["notes.txt"],
    ),
  );
  assert.match(await editor.text(), /notes/);
});
