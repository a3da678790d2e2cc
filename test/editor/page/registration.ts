/** A user keeps a manager's list of agents by hand: sees how authd would rewrite it, and no key on the way. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { DomElement } from "../host/page/dom.ts";
import type { EditorPage } from "../host/page.ts";
import { test } from "../host/page-test.ts";

// Called inside the page.
declare function getComputedStyle(element: DomElement): { readonly color: string };

const KEY = "a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9";

/** How many pieces of keys the page draws, in editors and in lines that a comparison shows as deleted; and how many are visible. */
async function keys({ page }: EditorPage): Promise<{ drawn: number; shown: number }> {
  const colours = await page
    .locator(".view-line span > span, .view-lines.line-delete span > span")
    .evaluateAll((spans: DomElement[]) =>
      spans
        .filter((span) => /[0-9a-f]{32}/.test(span.textContent ?? ""))
        .map((span) => getComputedStyle(span).color),
    );
  return { drawn: colours.length, shown: colours.filter((colour) => !/^rgba\(.*, 0\)$/.test(colour)).length };
}

const edited = `# moved from the old manager on Friday
001 web1 192.168.1.100 ${KEY}1
broken
002 db1 2001:db8::7 ${KEY}2
003 lab1 10.0.0.5/24 ${KEY}3
`;

test("a preview shows what authd would write back, and no key", {
  files: { "client.keys": edited },
}, async (editor) => {
  await editor.open("client.keys");
  await editor.run("Key Poll: Preview what authd would write back");
  const right = editor.page.locator(".editor-instance .monaco-diff-editor .editor.modified");
  await right.getByText("2001:0DB8:0000:0000:0000:0000:0000:0007").waitFor();
  await editor.eventually(async () => assert.deepEqual(await keys(editor), { drawn: 6, shown: 0 }));
  await editor.screenshot("rewrite-preview");
  await editor.run("Compare: Toggle Inline View");
  await editor.page.locator(".view-lines.line-delete").first().waitFor();
  await editor.screenshot("rewrite-preview-inline");
  await editor.eventually(async () => assert.equal((await keys(editor)).shown, 0));
});

const list = `001 web1 192.168.1.100 ${KEY}1
002 !old1 any ${KEY}2
`;

test("an agent is added with a name, an address and an id that are checked while typing", {
  files: { "client.keys": list },
}, async (editor) => {
  const file = path.join(editor.folder, "client.keys");
  const says = (message: string): Promise<void> =>
    editor.eventually(async () => assert.ok((await editor.inputBox()).message.includes(message)));
  await editor.open("client.keys");
  await editor.run("Key Poll: Add an agent…");
  await editor.inputBox();
  await editor.page.keyboard.type("web1");
  await says("Name web1 is taken by agent 001.");
  await editor.screenshot("add-agent-name");
  await editor.page.keyboard.press("ControlOrMeta+A");
  await editor.page.keyboard.type("lab1");
  await editor.confirm();
  await says("Address that it connects from");
  await editor.page.keyboard.type("10.0.0.0/24");
  await says("May connect: 10.0.0.0 to 10.0.0.255");
  await editor.screenshot("add-agent-address");
  await editor.confirm();
  await says("Id; the next free one is proposed");
  assert.equal((await editor.inputBox()).value, "003");
  await editor.confirm();
  await editor.notification("Agent 003 lab1 is added, with a new key");
  await editor.screenshot("add-agent-done");
  assert.equal(await readFile(file, "utf8"), list, "nothing is written before it is saved");
  await editor.press("ControlOrMeta+S");
  await editor.eventually(async () => {
    assert.match(await readFile(file, "utf8"), /\n003 lab1 10\.0\.0\.0\/24 [0-9a-f]{64}\n$/);
  });
});

const importString = Buffer.from(`001 web1 any ${KEY}9`).toString("base64");

test("an agent's string is compared with the manager's list, and imported, without showing a key", {
  files: { "client.keys": list },
}, async (editor) => {
  await editor.open("client.keys");
  await editor.run("Key Poll: Compare with an agent's own record…");
  await editor.pick("Paste its import string");
  await editor.answer("The string that manage_agents -e shows", importString);
  await editor.eventually(async () => {
    const text = await editor.text();
    assert.match(text, /✘ differs {2}key/);
    assert.match(text, /✔ same {5}name/);
  });
  await editor.screenshot("compare-agent");
  await editor.run("Key Poll: Import an agent's string…");
  await editor.answer("The string that manage_agents -e shows", importString);
  await editor.eventually(async () => assert.match(await editor.text(), /^001 web1 any /));
  await editor.eventually(async () => assert.deepEqual(await keys(editor), { drawn: 1, shown: 0 }));
  await editor.screenshot("import-agent");
});

const moving = `001 web1 192.168.1.100 ${KEY}1
002 db1 any ${KEY.toUpperCase()}2
003 lab1 10.0.0.5/24 ${KEY}3
1 web2 any ${KEY}4
`;

test("a page says which agents carry over to 5.0, and the file marks the others", {
  files: { "client.keys": moving },
}, async (editor) => {
  await editor.open("client.keys");
  await editor.run("Key Poll: Check for the move to 5.0");
  await editor.notification("Mark the agents that do not carry over to 5.0");
  await editor.screenshot("move-to-5.0");
  await editor.page.getByText("Mark them", { exact: true }).click();
  await editor.open("client.keys");
  await editor.problem("HTTPS of 5.0 cannot use it");
  await editor.screenshot("move-to-5.0-marked");
});
