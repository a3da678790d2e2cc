/** What an editor shows about the place of a client.keys: real files, real repositories, a real connection. */

import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeKeyFiles } from "../../server/node-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { Editor, type EditorOptions } from "./editor.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const RECORD = `001 web 10.0.0.1 ${KEY}\n`;

let editor: Editor;
let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(() => editor.close());

function write(name: string, text = "", mode = 0o640): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

async function open(file: string, text: string, options: EditorOptions = {}): Promise<void> {
  editor = await Editor.start({ ports: { keyFiles: nodeKeyFiles }, ...options });
  await editor.open(text, "client-keys", pathToFileURL(file).href);
}

const codes = async (): Promise<readonly unknown[]> => (await editor.diagnostics()).map(({ code }) => code);

describe.skipIf(process.platform === "win32")("a file that others can read", () => {
  it("has a finding on the first line, with a fix that does not change its text", async () => {
    const file = write("client.keys", RECORD, 0o664);
    await open(file, RECORD);
    const [found] = await editor.diagnostics();
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    expect(found).toMatchObject({ code: "readable-by-all", range });
    const status = await editor.ask("keypoll/status", { uri: pathToFileURL(file).href });
    expect(status).toMatchObject({ ofFile: ["File that everyone can read"] });
    if (found === undefined) return;
    const [action] = await editor.actions(found.range, [found]);
    expect(action?.title).toBe("Remove the access of other users to this file");
    await editor.ask("workspace/executeCommand", { ...action?.command });
    expect(statSync(file).mode & 0o777).toBe(0o660);
    expect(await codes()).toEqual([]);
  });

  it("keeps its mode if there is nothing to fix", async () => {
    const file = write("client.keys", "# nobody yet\n", 0o644);
    await open(file, "# nobody yet\n");
    await editor.ask("workspace/executeCommand", {
      command: "keypoll.takeFromOthers",
      arguments: [pathToFileURL(file).href],
    });
    expect(statSync(file).mode & 0o777).toBe(0o644);
  });

  it("is checked again when it is saved", async () => {
    const file = write("client.keys", RECORD);
    await open(file, RECORD);
    expect(await codes()).toEqual([]);
    chmodSync(file, 0o644);
    await editor.save();
    expect(await codes()).toEqual(["readable-by-all"]);
  });

  it("is unknown for a file that is not on a disk", async () => {
    editor = await Editor.start({ ports: { keyFiles: nodeKeyFiles } });
    await editor.open(RECORD, "client-keys", "vscode-vfs://github/client.keys");
    expect(await codes()).toEqual([]);
  });
});

describe("a file that git tracks", () => {
  it("has a finding, with the severity of the settings", async () => {
    const file = write("client.keys", RECORD);
    execFileSync("git", ["init", "-q"], { cwd: folder });
    execFileSync("git", ["add", "client.keys"], { cwd: folder });
    await open(file, RECORD, { settings: {} });
    expect(await codes()).toEqual(["tracked-by-git"]);
    await editor.configure({ lint: { severities: { "tracked-by-git": "off" } } });
    expect(await codes()).toEqual([]);
  });
});

describe("the owner of a file", () => {
  const status = (file: string): Promise<unknown> =>
    editor.ask("keypoll/status", { uri: pathToFileURL(file).href });
  const AGENT = "<ossec_config><client><server/></client></ossec_config>";

  it("is recognised by the installation, and selects the rules", async () => {
    write("bin/wazuh-agentd");
    const two = `${RECORD}002 db any ${KEY.replace("0", "f")}\r\n`;
    const file = write("etc/client.keys", two);
    await open(file, two);
    // On a Windows agent the line ending would be correct.
    expect(await codes()).toEqual(["agent-file-many-records"]);
    expect(await status(file)).toMatchObject({ role: "agent", by: "path" });
  });

  it("is the setting's before everything else", async () => {
    write("ossec.conf", AGENT);
    const file = write("client.keys", RECORD);
    await open(file, RECORD, { settings: {} });
    await editor.diagnostics();
    expect(await status(file)).toMatchObject({ role: "agent", by: "path" });
    await editor.configure({ lint: { role: "manager" } });
    expect(await status(file)).toMatchObject({ role: "manager", by: "setting" });
  });

  it.each([
    ["either", RECORD],
    ["either", ""],
    ["manager", `${RECORD}002 db any ${KEY.replace("0", "f")}\n`],
    ["manager", `${RECORD}002 !old any ${KEY}\n`],
    ["manager", `# the lab\n${RECORD}`],
  ])("is %s by the content alone of %j", async (role, text) => {
    const file = write("client.keys", text);
    await open(file, text);
    await editor.diagnostics();
    expect(await status(file)).toMatchObject({ role, by: "content" });
  });

  it.each([
    ["agent", "file:///c%3A/Program%20Files%20%28x86%29/ossec-agent/client.keys"],
    ["agent", "file:///Library/Ossec/etc/client.keys"],
    ["manager", "vscode-vfs://host/var/wazuh-manager/etc/client.keys"],
  ])("is %s at %s", async (role, uri) => {
    editor = await Editor.start();
    await editor.open(RECORD, "client-keys", uri);
    await editor.diagnostics();
    expect(await editor.ask("keypoll/status", { uri })).toMatchObject({ role, by: "path" });
  });
});
