/** What an editor shows of an open log, over a real connection. */

import { afterEach, describe, expect, it } from "vitest";
import { Editor, type EditorOptions } from "./editor.ts";

const URI = "file:///var/ossec/logs/ossec.log";
const KEY = "5b".repeat(32);

const line = (second: number, text: string): string =>
  `2026/11/21 10:00:${String(second).padStart(2, "0")} wazuh-remoted: WARNING: ${text}\n`;
const inUse = "Agent key already in use: agent ID '012'";
const refused = "(1408): Invalid ID 044 for the source ip: '10.0.0.9' (name 'unknown').";
const LOG = line(0, inUse) + line(1, "something else") + line(2, inUse) + line(3, refused);

let editor: Editor;
afterEach(() => editor.close());

async function open(text: string, options: EditorOptions = {}): Promise<void> {
  editor = await Editor.start(options);
  await editor.open(text, "log", URI);
}

const at = (row: number, character: number) => ({ line: row, character });
const found = async (): Promise<readonly unknown[]> =>
  (await editor.diagnostics()).map(({ code, range }) => [code, range.start.line]);

describe("an open log", () => {
  it("has one problem for each cause, whatever its language id", async () => {
    await open(LOG);
    const [first] = await editor.diagnostics();
    expect(await found()).toEqual([
      ["key-in-use", 0],
      ["unknown-agent", 3],
    ]);
    expect(first?.message).toMatch(
      /2 lines about 1 agent, 2026\/11\/21 10:00:00 to .*two machines have the same client\.keys/s,
    );
  });

  it("is followed as it grows, and as it is edited", async () => {
    await open(line(0, inUse));
    expect(await found()).toHaveLength(1);
    await editor.edit({ start: at(1, 0), end: at(1, 0) }, line(3, refused));
    expect(await found()).toEqual([
      ["key-in-use", 0],
      ["unknown-agent", 1],
    ]);
    await editor.edit({ start: at(0, 0), end: at(1, 0) }, "");
    expect(await found()).toEqual([["unknown-agent", 0]]);
  });

  it("explains known lines only", async () => {
    await open(LOG);
    expect(JSON.stringify(await editor.ask("textDocument/hover", { position: at(3, 40) }))).toMatch(
      /unknown-id.*What to do/,
    );
    expect(await editor.ask("textDocument/hover", { position: at(1, 40) })).toBeNull();
  });

  it("has its agents as symbols, and links to their records in an open list", async () => {
    const keys = "file:///var/ossec/etc/client.keys";
    editor = await Editor.start();
    await editor.open(`011 db any ${KEY}\n012 web-12 any ${KEY}\n`, "client-keys", keys);
    await editor.open(LOG, "wazuh-log", URI);
    expect(await editor.ask("textDocument/documentSymbol")).toMatchObject([
      { name: "012", children: [{ detail: "2 lines" }] },
      { name: "044", children: [{ detail: "1 line" }] },
    ]);
    expect(await editor.ask("textDocument/documentLink")).toMatchObject(
      [0, 2].map((row) => ({ range: { start: { line: row } }, target: `${keys}#L2` })),
    );
    const column = line(0, inUse).indexOf("'012'") + 1;
    expect(await editor.ask("textDocument/definition", { position: at(2, column) })).toMatchObject([
      { uri: keys, range: { start: at(1, 0) } },
    ]);
    expect(await editor.ask("textDocument/definition", { position: at(3, 60) })).toEqual([]);
  });

  it("returns its summary", async () => {
    await open(LOG);
    const story = await editor.ask("keypoll/logStory", { uri: URI });
    expect(story).toMatch(/^## ✘ `ossec\.log`\n\nLines: 4, .*A second connection uses the key/s);
  });
});
