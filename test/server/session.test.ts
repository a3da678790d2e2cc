/** What a session consists of besides requests about one document: its start, searches, commands, saved files. */

import { afterEach, describe, expect, it } from "vitest";
import type { KeyFilePorts } from "../../server/key-files.ts";
import { Editor, type EditorOptions, URI } from "./editor.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const RECORD = `001 web any ${KEY}\n`;

let editor: Editor;
afterEach(() => editor.close());

async function opened(text: string, options: EditorOptions = {}, languageId?: string, uri?: string) {
  editor = await Editor.start(options);
  await editor.open(text, languageId, uri);
}
const execute = (command: string, ...given: readonly unknown[]) =>
  editor.ask("workspace/executeCommand", { command, arguments: given });

describe("a session", () => {
  it("begins with the server's name, and it asks to be told about its settings", async () => {
    await opened(RECORD);
    expect(editor.initialized?.serverInfo).toEqual({ name: "keypoll" });
    await editor.diagnostics();
    expect(editor.registered).toMatchObject([
      { method: "workspace/didChangeConfiguration", registerOptions: { section: "keypoll" } },
    ]);
  });

  it.each([
    ["nothing", {}],
    ["nothing about its workspace", { workspace: {} }],
    ["no registration", { workspace: { didChangeConfiguration: {} } }],
    ["no registration either", { workspace: { didChangeConfiguration: { dynamicRegistration: false } } }],
  ])("asks an editor for nothing that supports %s", async (_what, capabilities) => {
    await opened(RECORD, { capabilities });
    await editor.diagnostics();
    expect(editor.registered).toEqual([]);
  });

  it("has no documents of the server for an editor that does not ask for them", async () => {
    await opened(RECORD);
    await expect(editor.content("keypoll-rule:double-space.md")).rejects.toThrow(/textDocumentContent/);
  });

  it("answers a request that came out of order with the error that was decided", async () => {
    await opened(RECORD);
    const refused = editor.ask("keypoll/refused", { code: -32002, message: "Send initialize." });
    await expect(refused).rejects.toMatchObject({ code: -32002, message: "Send initialize." });
  });

  it("logs why scripts are not checked", async () => {
    const ports = { scripts: { readWasm: () => Promise.reject(new Error("no such file")) } };
    await opened("#!/bin/sh\n# keypoll: poll script\n", { ports }, "shellscript", "untitled:poll");
    expect((await editor.diagnostics()).map(({ code }) => code)).toEqual(["not-checked"]);
    expect(editor.logged).toEqual([expect.stringContaining("no such file")]);
  });
});

describe("what is typed", () => {
  const config = "<ossec_config><auth><key_request>\n\n</key_request></auth></ossec_config>\n";
  const first = async (options: EditorOptions) => {
    await opened(config, options, "xml", "file:///etc/ossec.conf");
    const found = await editor.ask("textDocument/completion", { position: { line: 1, character: 0 } });
    return Array.isArray(found) ? found.find(({ label }) => label === "exec_path") : undefined;
  };

  it("is completed with a place for the cursor, if the editor has snippets", async () => {
    expect((await first({ snippets: true }))?.textEdit.newText).toBe("<exec_path>$1</exec_path>$0");
    editor.close();
    expect((await first({}))?.textEdit.newText).toBe("<exec_path></exec_path>");
    editor.close();
    expect((await first({ capabilities: {} }))?.textEdit.newText).toBe("<exec_path></exec_path>");
  });
});

describe("a search for agents", () => {
  const search = (query: string) => editor.ask("workspace/symbol", { query });
  const MOST = 5000;
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => `${at + 1} web-${at} any ${KEY}\n`).join("");

  it("finds each in all open lists, with the columns of the editor", async () => {
    await opened(`001 😀web any ${KEY}\n`, { encoding: "utf-8" });
    await editor.open(`002 web-2 any ${KEY}\n003 db any ${KEY}\n`, "client-keys", "file:///b/client.keys");
    const at = (length: number) => ({
      start: { line: 0, character: 0 },
      end: { line: 0, character: length },
    });
    expect(await search("web")).toMatchObject([
      { name: "001 😀web", location: { uri: URI, range: at(4 + 7 + 5 + 64) } },
      { name: "002 web-2", location: { uri: "file:///b/client.keys", range: at(4 + 5 + 5 + 64) } },
    ]);
  });

  it("says once that it ends at a limit", async () => {
    await opened(many(MOST + 1));
    expect(await search("web-77")).toHaveLength(1 + 10);
    expect(editor.messages).toEqual([]);
    for (let time = 0; time < 2; time++) {
      expect(await search("web")).toHaveLength(MOST);
      expect(editor.messages).toEqual([
        "Only the first 5000 agents are listed; search for more of the name.",
      ]);
    }
  });
});

it("removed agents that follow each other can be folded", async () => {
  await opened(`${RECORD}002 !db any ${KEY}\n003 !dc any ${KEY}\n${RECORD.replace("001 web", "004 x")}`);
  expect(await editor.ask("textDocument/foldingRange")).toEqual([
    { startLine: 1, endLine: 2, kind: "comment" },
  ]);
});

describe("a file on the disk", () => {
  /** A disk on which the file may get another mode. */
  function disk() {
    const taken: string[] = [];
    const state = { mode: 0o640 };
    const keyFiles: KeyFilePorts = {
      look: (uri) => Promise.resolve({ path: uri, mode: state.mode }),
      takeFromOthers(uri) {
        taken.push(uri);
        state.mode = 0o640;
        return Promise.resolve();
      },
    };
    return { state, taken, ports: { keyFiles } };
  }
  const codes = async () => (await editor.diagnostics()).map(({ code }) => code);
  /** How often the editor was told to ask again. */
  const told = async () => {
    await codes();
    return editor.refreshes;
  };

  it("is looked at when it is saved, and the editor asks again if it has changed", async () => {
    const { state, ports } = disk();
    await opened(RECORD, { ports });
    expect(await codes()).toEqual([]);
    const before = await told();
    await editor.save();
    expect(await told()).toBe(before);
    state.mode = 0o644;
    await editor.save();
    expect(await codes()).toEqual(["readable-by-all"]);
    expect(await told()).toBe(before + 1);
  });

  it("is changed by a command, after which the editor asks again", async () => {
    const { state, taken, ports } = disk();
    state.mode = 0o644;
    await opened(RECORD, { ports });
    expect(await codes()).toEqual(["readable-by-all"]);
    const before = await told();
    await execute("keypoll.takeFromOthers", URI);
    expect(taken).toEqual([URI]);
    expect(await codes()).toEqual([]);
    expect(await told()).toBe(before + 1);
  });

  it("is not changed if it is not open, or none is named", async () => {
    const { state, taken, ports } = disk();
    state.mode = 0o644;
    await opened(RECORD, { ports, virtualDocuments: true });
    const before = await told();
    await execute("keypoll.takeFromOthers", "file:///srv/client.keys");
    await execute("keypoll.takeFromOthers", 5);
    await execute("keypoll.takeFromOthers");
    await editor.ask("workspace/executeCommand", { command: "keypoll.showRulePage" });
    await execute("keypoll.showRewritten", { uri: URI });
    expect([taken, editor.shown, await told()]).toEqual([[], [], before]);
  });

  it("has its fix as a command for an editor with plain edits too", async () => {
    const { state, ports } = disk();
    state.mode = 0o644;
    await opened(RECORD, { ports, plainEdits: true });
    const found = await editor.diagnostics();
    const at = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    const actions = await editor.actions(at, found, ["quickfix"]);
    expect(actions.map(({ title, edit, command }) => [title, edit, command?.command])).toEqual([
      ["Remove the access of other users to this file", undefined, "keypoll.takeFromOthers"],
    ]);
  });
});

describe("actions", () => {
  const nowhere = { textDocument: { uri: "file:///srv/client.keys" } };
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const finding = { range, message: "", code: "duplicate-name" };

  it.each([
    [true, []],
    [false, null],
  ])("do not exist for a document that is not open, with plain edits %s", async (plainEdits, expected) => {
    await opened(RECORD, { plainEdits });
    const context = { diagnostics: [finding] };
    expect(await editor.ask("textDocument/codeAction", { ...nowhere, range, context })).toEqual(expected);
  });

  it("that ask for a name are for lists of agents only", async () => {
    await opened("<ossec_config/>\n", { snippetEdits: true }, "xml", "file:///srv/ossec.conf");
    expect(await editor.actions(range, [finding])).toEqual([]);
  });
});
