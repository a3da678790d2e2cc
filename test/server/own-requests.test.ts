/** The requests that only our own extension sends: about the place of a list, and about the kinds of documents. */

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { KeyFilePorts } from "../../server/key-files.ts";
import { nodeScripts } from "../../server/node-ports.ts";
import { Editor, URI } from "./editor.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const SCRIPT = "file:///home/me/lookup.py";
const CONFIG = "file:///home/me/ossec.conf";

let editor: Editor;
afterEach(() => editor.close());

describe("what is told about a list of agents", () => {
  it("includes its place on the disk, which is looked at first", async () => {
    let look: () => void = () => {};
    const keyFiles: KeyFilePorts = {
      look: () =>
        new Promise((resolve) => {
          look = () => resolve({ path: "/etc/client.keys", mode: 0o644 });
        }),
      takeFromOthers: () => Promise.resolve(),
    };
    editor = await Editor.start({ ports: { keyFiles } });
    await editor.open(`001 web any ${KEY}\n`);
    const status = editor.ask("keypoll/status", { uri: URI });
    expect(await editor.ask("keypoll/kind", { uri: URI })).toEqual({ kind: "key-file" });
    look();
    expect(await status).toMatchObject({ active: 1, ofFile: ["File that everyone can read"] });
  });

  it("is what the registration daemon of a release would write", async () => {
    editor = await Editor.start({ settings: { release: "4.3" } });
    await editor.open(`001 web any ${KEY}\n002 db ANY ${KEY}\n`);
    const asked = (given: object) => editor.ask("keypoll/rewritten", { uri: URI, ...given });
    expect(await asked({})).toEqual(await asked({ release: "4.3" }));
    expect(await asked({ release: "no release" })).toEqual(await asked({}));
    expect(await asked({})).toMatchObject({ version: 1, exit: expect.stringContaining("(1237)") });
    await editor.edit(editor.rangeOf("ANY"), "any");
    expect(await asked({})).toMatchObject({ version: 2, text: editor.text });
  });
});

describe("the kinds of documents", () => {
  const kindOf = (uri: string) => editor.ask("keypoll/kind", { uri });
  const exec = (name: string) =>
    `<ossec_config><auth><key_request><exec_path>/srv/${name}</exec_path></key_request></auth></ossec_config>\n`;
  const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };

  beforeEach(async () => {
    editor = await Editor.start({ ports: { scripts: nodeScripts } });
    await editor.open("#!/usr/bin/env python3\nprint(1)\n", "python", SCRIPT);
  });
  /** How often the kinds have changed, and the editor was told to ask for diagnostics again. */
  const told = async () => {
    await kindOf(SCRIPT);
    const counts = [editor.kindsChanged, editor.refreshes];
    editor.kindsChanged = 0;
    editor.refreshes = 0;
    return counts;
  };

  it("change when the editor knows more, which it does not have to be told", async () => {
    await told();
    const claims = [
      { uri: SCRIPT, claim: "tested" },
      { uri: CONFIG, claim: "suite" },
    ];
    await editor.tell("keypoll/claims", { claims });
    expect(await kindOf(SCRIPT)).toEqual({ kind: "poll-script", because: "tested" });
    expect(await told()).toEqual([0, 1]);
    await editor.tell("keypoll/claims", { claims: [] });
    expect(await kindOf(SCRIPT)).toBeNull();
    expect(await told()).toEqual([0, 1]);
  });

  it("change when a configuration names another script, and only then", async () => {
    await told();
    await editor.open(exec("lookup.py"), "xml", CONFIG);
    expect(await told()).toEqual([1, 1]);
    expect(await kindOf(SCRIPT)).toEqual({ kind: "poll-script", because: "exec-path" });
    await editor.edit({ start: whole.start, end: whole.start }, "\n");
    expect(await told()).toEqual([0, 0]);
    await editor.edit(whole, exec("other.py"));
    expect(await told()).toEqual([1, 1]);
    expect(await kindOf(SCRIPT)).toBeNull();
    await editor.edit(whole, exec("lookup.py"));
    expect(await told()).toEqual([1, 1]);
    await editor.tell("textDocument/didClose", { textDocument: { uri: CONFIG } });
    expect(await told()).toEqual([1, 1]);
    expect(await kindOf(SCRIPT)).toBeNull();
  });

  it("do not change with other documents", async () => {
    await told();
    await editor.open(`001 web any ${KEY}\n`);
    await editor.edit(editor.rangeOf("web"), "db");
    await editor.tell("textDocument/didClose", { textDocument: { uri: URI } });
    await editor.open("<ossec_config/>\n", "xml", CONFIG);
    expect(await told()).toEqual([0, 0]);
  });
});

it("only a log has a story", async () => {
  editor = await Editor.start();
  const uri = "file:///var/ossec/logs/ossec.log";
  await editor.open("2024/05/01 10:00:00 wazuh-authd: INFO: Started (pid: 7).\n", "log", uri);
  expect(await editor.ask("keypoll/logStory", { uri })).toContain("`ossec.log`");
  await editor.open("<ossec_config/>\n", "xml", CONFIG);
  expect(await editor.ask("keypoll/logStory", { uri: CONFIG })).toBeNull();
});
