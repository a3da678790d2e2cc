/** When the server sends diagnostics, and when it tells the editor to ask for them again. */

import { afterEach, describe, expect, it } from "vitest";
import { Editor, URI } from "./editor.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const SOUND = `001 web any ${KEY}\n`;
const BLANKS = `001  web any ${KEY}\n`;
const OTHER = "file:///srv/client.keys";

let editor: Editor;
afterEach(() => editor.close());

/** What was sent, each as document, version and codes. Waits until the server has answered all before. */
async function sent(): Promise<readonly unknown[]> {
  await editor.ask("keypoll/kind", { uri: URI });
  return editor.published
    .splice(0)
    .map(({ uri, version, diagnostics }) => [uri, version, ...diagnostics.map(({ code }) => code)]);
}
const close = (uri: string) => editor.tell("textDocument/didClose", { textDocument: { uri } });
const off = { lint: { severities: { "double-space": "off" } } };

describe("an editor that does not ask for diagnostics", () => {
  it("gets those of each text, and none of a closed one", async () => {
    editor = await Editor.start({ pushOnly: true });
    await editor.open(BLANKS);
    expect(await sent()).toEqual([[URI, 1, "double-space"]]);
    await editor.edit(editor.rangeOf("001  "), "001 ");
    expect(await sent()).toEqual([[URI, 2]]);
    await editor.edit(editor.rangeOf("001 "), "001  ");
    expect(await sent()).toEqual([[URI, 3, "double-space"]]);
    await close(URI);
    expect(await sent()).toEqual([[URI, undefined]]);
  });

  it("gets those of all open documents when the settings change", async () => {
    editor = await Editor.start({ pushOnly: true });
    await editor.open(BLANKS);
    await editor.open(BLANKS, "client-keys", OTHER);
    expect(await sent()).toEqual([
      [URI, 1, "double-space"],
      [OTHER, 2, "double-space"],
    ]);
    await editor.tell("workspace/didChangeConfiguration", { settings: { keypoll: off } });
    expect(await sent()).toEqual([
      [URI, 1],
      [OTHER, 2],
    ]);
    expect(editor.refreshes).toBe(0);
  });

  it.each([
    ["utf-8", 8],
    ["utf-16", 6],
    ["utf-32", 5],
  ] as const)("gets them with columns in %s", async (encoding, column) => {
    editor = await Editor.start({ pushOnly: true, encoding });
    await editor.open(`#😀  \n001 😀  any ${KEY}\n`);
    const [found] = await editor.nextPushed();
    expect(found).toBeDefined();
    const gap = (await editor.diagnostics()).find(({ code }) => code === "double-space");
    expect(gap?.range.start).toEqual({ line: 1, character: column });
    const pushed = editor.published.at(-1)?.diagnostics;
    expect(pushed?.find(({ code }) => code === "double-space")).toEqual(gap);
  });

  /** An editor whose server has not yet looked at the disk. */
  async function waiting(): Promise<() => void> {
    let look: () => void = () => {};
    const looked = new Promise<object>((resolve) => {
      look = () => resolve({});
    });
    const keyFiles = { look: () => looked, takeFromOthers: () => Promise.resolve() };
    editor = await Editor.start({ pushOnly: true, ports: { keyFiles } });
    await editor.open(BLANKS);
    expect(await sent()).toEqual([]);
    return look;
  }

  it("gets those of the newest text only", async () => {
    const look = await waiting();
    await editor.edit(editor.rangeOf("001  "), "001 ");
    expect(await sent()).toEqual([]);
    look();
    expect(await sent()).toEqual([[URI, 2]]);
  });

  it("gets none of a document that is closed meanwhile", async () => {
    const look = await waiting();
    await close(URI);
    expect(await sent()).toEqual([[URI, undefined]]);
    look();
    expect(await sent()).toEqual([]);
  });
});

it("an editor that says nothing about what it supports is sent diagnostics", async () => {
  editor = await Editor.start({ capabilities: {}, initializationOptions: { release: "4.3" } });
  await editor.open(`${BLANKS}002 db 010.0.0.1 ${KEY.replace("0", "f")}\n`);
  expect(await sent()).toEqual([[URI, 1, "double-space", "surprising-ip"]]);
});

describe("an editor that asks for diagnostics", () => {
  it("is not told to ask again if it says nothing about that", async () => {
    editor = await Editor.start({ capabilities: { textDocument: { diagnostic: {} } } });
    await editor.open(BLANKS);
    expect(await sent()).toEqual([]);
    expect((await editor.diagnostics()).map(({ code }) => code)).toEqual(["double-space"]);
    expect([editor.refreshes, editor.logged]).toEqual([0, []]);
  });

  it("is told to ask again when the settings change, and is sent none", async () => {
    editor = await Editor.start({ settings: {} });
    await editor.open(SOUND);
    expect(await sent()).toEqual([]);
    const before = editor.refreshes;
    await editor.configure(off);
    expect(editor.refreshes).toBe(before + 1);
    expect(await sent()).toEqual([]);
  });

  it("is not told if it does not support that", async () => {
    editor = await Editor.start({ settings: {}, noRefresh: true });
    await editor.open(BLANKS);
    await editor.tell("workspace/didChangeConfiguration", { settings: null });
    expect((await editor.diagnostics()).map(({ code }) => code)).toEqual(["double-space"]);
    expect([editor.refreshes, editor.logged]).toEqual([0, []]);
  });
});
