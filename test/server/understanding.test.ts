/** What an editor shows about a client.keys: hovers, symbols, navigation, completion, folding, formatting. */

import { afterEach, describe, expect, it } from "vitest";
import type { TextEdit } from "vscode-languageserver";
import { Editor, type EditorOptions, URI } from "./editor.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const OTHER_KEY = "f0e1d2c3b4a5968778695a4b3c2d1e0ff0e1d2c3b4a5968778695a4b3c2d1e0f";

let editor: Editor;

async function open(text: string, options: EditorOptions = {}): Promise<void> {
  editor = await Editor.start(options);
  await editor.open(text);
}

afterEach(() => editor.close());

async function hover(line: number, character: number): Promise<string> {
  const found = await editor.ask("textDocument/hover", { position: { line, character } });
  return JSON.stringify(found);
}

describe("a hover", () => {
  it("on a range says who may connect and how the manager stores it", async () => {
    await open(`003 db 10.1.2.3/16 ${KEY}\n`);
    const text = await hover(0, 9);
    expect(text).toContain("`10.1.0.0` to `10.1.255.255` (/16, 65,536 addresses)");
    expect(text).toContain("starts its messages with its id");
  });

  it("on a single address says that the agent does not send its id", async () => {
    await open(`003 db 10.1.2.3 ${KEY}\n`);
    const text = await hover(0, 9);
    expect(text).toContain("Only `10.1.2.3`");
    expect(text).toContain("does not send its id");
  });

  it("on IPv6 shows the stored form, and what else it accepts", async () => {
    await open(`003 db ::1 ${KEY}\n`);
    const text = await hover(0, 8);
    expect(text).toContain("0000:0000:0000:0000:0000:0000:0000:0001");
    expect(text).toContain("Every IPv4 source passes as well");
  });

  it("on IPv6 of which some bits are compared with IPv4 sources names those sources", async () => {
    await open(`003 db 0:0:629::1 ${KEY}\n`);
    const text = await hover(0, 8);
    expect(text).toContain(
      "IPv4 sources whose bits under the mask `6.41.0.0` are `0.0.0.0` pass as well, for example `249.214.255.255`",
    );
  });

  it("on a key shows its fingerprint, never the key", async () => {
    await open(`003 db any ${KEY}\n004 web any ${KEY}\n`);
    const text = await hover(0, 20);
    expect(text).toMatch(/64 bytes, fingerprint `[0-9a-f]{12}`/);
    expect(text).toContain("The same key is on line 2 (`004` `web`)");
    expect(text).not.toContain(KEY.slice(0, 16));
  });

  it("on an address that stops a daemon shows its last log lines", async () => {
    await open(`003 db Any ${KEY}\n004 db münchen ${KEY}\n`);
    expect(await hover(0, 8)).toContain("(1237): Invalid ip address: 'Any'.");
    expect(await hover(1, 8)).toContain("(1237): Invalid ip address: 'münchen'.");
  });

  it("on a name says who may connect, with which key", async () => {
    await open(`003 db 10.1.2.3 ${KEY}\n`);
    expect(await hover(0, 5)).toMatch(/May connect: Only `10\.1\.2\.3`\..+fingerprint `[0-9a-f]{12}`/);
  });

  it.each([
    ["its id", "004 c any x", "by which the manager finds it."],
    ["an id that an agent above has", "001 c any x", "by which the manager finds the agent on line 1."],
    ["an id that is not a number", "A01 c any x", "refuses ids that are not digits (1403)"],
    ["an id that is too long", "123456789 c any x", "cut off on the way"],
    [
      "no id, and an address that an agent above has",
      "004 c 10.0.0.2 x",
      "finds the agent on line 2 by the source",
    ],
  ])("names the agent that the manager finds: %s", async (_what, record, words) => {
    await open(`001 a any ${KEY}\n002 b 10.0.0.2 ${OTHER_KEY}\n${record}\n`);
    expect(await hover(2, 1)).toContain(words);
  });

  it("on a removed agent mentions a key only if there is one", async () => {
    await open(`001 !a any ${KEY}\n002 !\n`);
    expect(await hover(0, 1)).toContain("the line still has the key");
    expect(await hover(1, 1)).not.toContain("key");
  });

  it("does not treat a name as markup", async () => {
    await open(`003 a![x](https://example.org/x.png) any ${KEY}\n`);
    expect(await hover(0, 1)).toContain("`a![x](https://example.org/x.png)`");
  });

  it("follows the release", async () => {
    await open(`003 db !10.0.0.1 ${KEY}\n`, { settings: { release: "4.3" } });
    expect(await hover(0, 9)).toContain("Every source but `10.0.0.1`");
    expect(await hover(0, 9)).toContain("never finds the agent by its source address");
    await editor.configure({ release: "4.14" });
    expect(await hover(0, 9)).toContain("May connect: Only `10.0.0.1`");
  });
});

describe("from a duplicate", () => {
  const text = `001 web 10.0.0.1 ${KEY}\n002 db any ${OTHER_KEY}\n001 mail 10.0.0.1 ${OTHER_KEY}\n`;
  const at = (character: number): object => ({
    position: { line: 2, character },
    context: { includeDeclaration: true },
  });

  it("the definition is the record that the manager finds", async () => {
    await open(text);
    expect(await editor.ask("textDocument/definition", at(1))).toMatchObject([
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } } },
    ]);
  });

  it("the references are all that share the field", async () => {
    await open(text);
    const references = await editor.ask("textDocument/references", at(10));
    expect(references).toMatchObject([{ range: { start: { line: 0 } } }, { range: { start: { line: 2 } } }]);
    expect(await editor.ask("textDocument/documentHighlight", at(20))).toHaveLength(2);
  });
});

describe("symbols", () => {
  it("are the agents, removed ones struck through", async () => {
    await open(`001 web 10.0.0.1 ${KEY}\n# note\n002 !old any ${OTHER_KEY}\n`);
    expect(await editor.ask("textDocument/documentSymbol")).toMatchObject([
      { name: "001 web", detail: "10.0.0.1" },
      { name: "002 !old", tags: [1] },
    ]);
    expect(await editor.ask("workspace/symbol", { query: "WEB" })).toMatchObject([{ name: "001 web" }]);
  });
});

describe("more agents than a list can show", () => {
  const many = Array.from({ length: 5001 }, (_, at) => `${at + 1000} web${at} any ${KEY}\n`).join("");

  it("are cut, with one note for a user who searches", async () => {
    await open(many);
    expect(await editor.ask("textDocument/documentSymbol")).toHaveLength(5000);
    expect(editor.messages).toEqual([]);
    expect(await editor.ask("workspace/symbol", { query: "web" })).toHaveLength(5000);
    expect(editor.messages).toEqual(["Only the first 5000 agents are listed; search for more of the name."]);
    expect(await editor.ask("workspace/symbol", { query: "web5000" })).toMatchObject([
      { name: "6000 web5000" },
    ]);
  });
});

describe("completion", () => {
  const complete = async (line: number, character: number): Promise<unknown> =>
    await editor.ask("textDocument/completion", { position: { line, character } });

  it("offers the next free id, counting removed agents", async () => {
    await open(`001 web any ${KEY}\n041 !old any ${KEY}\n\n`);
    expect(await complete(2, 0)).toMatchObject([{ label: "042" }]);
  });

  it("offers any, and a new key in the manager's form", async () => {
    await open("001 web a\n001 web any \n");
    expect(await complete(0, 9)).toMatchObject([
      {
        label: "any",
        textEdit: { newText: "any", range: { start: { character: 8 }, end: { character: 9 } } },
      },
    ]);
    const [key] = (await complete(1, 12)) as readonly { textEdit: { newText: string } }[];
    expect(key?.textEdit.newText).toMatch(/^[0-9a-f]{64}$/);
  });

  it("replaces the whole field", async () => {
    await open(`001 web any ${KEY}\r\n`);
    const range = { start: { line: 0, character: 12 }, end: { line: 0, character: 76 } };
    expect(await complete(0, 20)).toMatchObject([{ label: "new key", textEdit: { range } }]);
    expect(await complete(0, 8)).toMatchObject([
      { label: "any", textEdit: { range: { start: { character: 8 }, end: { character: 11 } } } },
    ]);
  });

  it("offers nothing in a comment, and no name", async () => {
    await open("# a b\n 001 a \n001 \n");
    expect(await complete(0, 4)).toEqual([]);
    expect(await complete(1, 7)).toEqual([]);
    expect(await complete(2, 4)).toEqual([]);
  });
});

describe("folding and formatting", () => {
  it("fold runs of removed records", async () => {
    await open(`001 web any ${KEY}\n002 !a any k\n003 !b any k\n004 !c any k\n005 db any ${OTHER_KEY}\n`);
    expect(await editor.ask("textDocument/foldingRange")).toMatchObject([{ startLine: 1, endLine: 3 }]);
  });

  it.each([
    [`001 web any ${KEY} \n\n002  db any ${OTHER_KEY}`, `001 web any ${KEY} \n002  db any ${OTHER_KEY}\n`],
    [`# one\n\t\n  \n001 web any ${KEY}\n\r\n`, `# one\n  \n001 web any ${KEY}\n`],
    [`001 web any ${KEY}\n\t`, `001 web any ${KEY}\n`],
    ["", ""],
  ])("formatting changes no record: %j", async (text, formatted) => {
    await open(text, { settings: { lint: { severities: { "blank-line": "off" } } } });
    const edits = (await editor.ask("textDocument/formatting", {
      options: { tabSize: 2, insertSpaces: true },
    })) as TextEdit[];
    await editor.take({
      title: "",
      edit: { documentChanges: [{ textDocument: { uri: URI, version: 1 }, edits }] },
    });
    expect(editor.text).toBe(formatted);
    expect(edits.every(({ newText }) => newText === "" || newText === "\n")).toBe(true);
  });
});
