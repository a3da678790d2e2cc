/** Every request over a real connection, with its whole answer: which document it is about, and which function answers. */

import { afterEach, describe, expect, it } from "vitest";
import { Editor, type EditorOptions, URI } from "./editor.ts";

const KEY = "ab".repeat(32);
const LIST = `# see https://example.org/a\n001 web any ${KEY}\n\n002 db any ${KEY}\n`;
/** From one column to another of a line. */
const range = (line: number, start: number, end: number) => ({
  start: { line, character: start },
  end: { line, character: end },
});
const key = (line: number) => range(line, line === 1 ? 12 : 11, line === 1 ? 76 : 75);
const position = { line: 1, character: 20 };

let editor: Editor;
afterEach(() => editor.close());
const opened = async (text: string, options: EditorOptions = {}, languageId?: string, uri?: string) => {
  editor = await Editor.start(options);
  await editor.open(text, languageId, uri);
};

describe("a request about a list of agents", () => {
  it.each([
    ["textDocument/references", [key(1), key(3)].map((each) => ({ uri: URI, range: each }))],
    ["textDocument/definition", [{ uri: URI, range: key(1) }]],
    ["textDocument/documentHighlight", [key(1), key(3)].map((each) => ({ range: each, kind: 1 }))],
    ["textDocument/documentLink", [{ range: range(0, 6, 27), target: "https://example.org/a" }]],
    [
      "textDocument/formatting",
      [{ range: { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } }, newText: "" }],
    ],
    ["keypoll/kind", { kind: "key-file" }],
    ["keypoll/logStory", null],
  ])("%s is answered with places of this document", async (method, answer) => {
    await opened(LIST);
    expect(await editor.ask(method, { position, options: {}, context: {}, uri: URI })).toEqual(answer);
  });

  it("has a hover, an outline, and agents to search for", async () => {
    await opened(LIST);
    expect(await editor.ask("textDocument/hover", { position: { line: 1, character: 5 } })).toMatchObject({
      contents: { kind: "markdown", value: expect.stringMatching(/^\*\*Agent `001` `web`\*\*/) },
      range: range(1, 4, 7),
    });
    const outline = await editor.ask("textDocument/documentSymbol");
    expect(outline).toMatchObject([{ name: "001 web" }, { name: "002 db" }]);
    const found = await editor.ask("workspace/symbol", { query: "db" });
    expect(found).toMatchObject([{ name: "002 db", location: { uri: URI } }]);
    expect(editor.messages).toEqual([]);
  });

  it("says what the registration daemon would write, for a release and a version of the text", async () => {
    await opened(LIST);
    const answer = await editor.ask("keypoll/rewritten", { uri: URI, release: "4.14" });
    expect(answer).toMatchObject({ text: `001 web any ${KEY}\n002 db any ${KEY}\n`, version: 1 });
    expect(await editor.ask("keypoll/rewritten", { uri: URI })).toEqual(answer);
    expect(await editor.ask("keypoll/status", { uri: URI })).toMatchObject({
      active: 2,
      removed: 0,
      faulty: 1,
      release: "4.14",
      role: "manager",
    });
  });
});

describe("a request about another document", () => {
  const METHODS = [
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/foldingRange",
    "textDocument/formatting",
    "keypoll/status",
    "keypoll/rewritten",
  ];

  it.each(METHODS)("%s has no answer for a configuration", async (method) => {
    const uri = "file:///srv/ossec.conf";
    await opened("<ossec_config/>\n", {}, "xml", uri);
    expect(await editor.ask(method, { position: { line: 0, character: 3 }, options: {}, uri })).toBeNull();
  });

  it.each([
    ...METHODS,
    "textDocument/hover",
    "textDocument/completion",
    "textDocument/documentSymbol",
    "keypoll/kind",
  ])("%s has no answer for one that is not open", async (method) => {
    await opened(LIST);
    const uri = "file:///srv/other/client.keys";
    expect(await editor.ask(method, { textDocument: { uri }, position, options: {}, uri })).toBeNull();
  });

  it("has no diagnostics for one that is not open", async () => {
    await opened(LIST);
    const textDocument = { uri: "file:///srv/other/client.keys" };
    expect(await editor.ask("textDocument/diagnostic", { textDocument })).toEqual({
      kind: "full",
      items: [],
    });
  });
});

describe("findings and fixes", () => {
  const blank = {
    range: range(2, 0, 0),
    severity: 2,
    source: "keypoll",
    code: "blank-line",
    codeDescription: { href: "https://github.com/keypoll/keypoll/blob/main/docs/rules/blank-line.md" },
  };
  const edits = [
    { range: { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } }, newText: "" },
  ];
  const found = async () => (await editor.diagnostics()).filter(({ code }) => code === "blank-line");

  it("have edits for a version of the document, if the editor knows versions", async () => {
    await opened(LIST);
    const [fix] = await editor.actions(blank.range, await found());
    expect(fix).toMatchObject({
      title: "Delete the blank line",
      kind: "quickfix",
      edit: { documentChanges: [{ textDocument: { uri: URI, version: 1 }, edits }] },
    });
    expect(fix?.edit?.changes).toBeUndefined();
  });

  it("have edits by the address of the document otherwise", async () => {
    await opened(LIST, { plainEdits: true });
    const [fix] = await editor.actions(blank.range, await found());
    expect(fix).toMatchObject({ title: "Delete the blank line" });
    expect(fix?.edit).toEqual({ changes: { [URI]: edits } });
  });

  it("have messages in Markdown with a link, if the editor shows it", async () => {
    await opened(LIST);
    const [plain] = await found();
    expect(plain).toMatchObject(blank);
    editor.close();
    await opened(LIST, { markup: true });
    const [newer] = await found();
    expect(newer).toMatchObject(blank);
    expect(newer?.message).toEqual({
      kind: "markdown",
      value: expect.stringMatching(/\n\n\[`blank-line`\]\(https:\/\/.*\/docs\/rules\/blank-line\.md\)$/),
    });
    editor.close();
    await opened(
      "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n",
      { markup: true },
      "plaintext",
      "file:///srv/client.keys",
    );
    const [notChecked] = await editor.diagnostics();
    expect(notChecked?.message).toEqual({
      kind: "markdown",
      value: expect.stringMatching(/^This is a key in PEM or SSH form.*restore it from a backup\\?\.$/),
    });
  });
});
