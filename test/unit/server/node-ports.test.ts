/** What the server learns from the disk of this machine, and what it changes there. */

import { chmodSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { findPrograms, findText, nodeKeyFiles, nodeScripts, readBundle } from "../../../server/node-ports.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

/** The URI of a new file. */
function write(name: string, text = "", mode = 0o640): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
  return pathToFileURL(file).href;
}
const modeOf = (name: string): string => (statSync(join(folder, name)).mode & 0o7777).toString(8);
const onUnix = describe.skipIf(process.platform === "win32");

/** Addresses that are no path: of another scheme, of another machine, of no file at all. */
const NO_FILES = ["untitled:ossec.conf", "vscode-vfs://github/etc/ossec.conf", "file:///srv/a%2Fb", "file"];

describe("a document that is no file of this machine", () => {
  it.each(NO_FILES)("%s has no facts, and nothing changes", async (uri) => {
    expect(findPrograms(uri)).toBeUndefined();
    expect(await nodeKeyFiles.look(uri)).toEqual({});
    expect(await nodeScripts.isExecutable?.(uri)).toBeUndefined();
    await nodeKeyFiles.takeFromOthers(uri);
    await nodeScripts.makeExecutable?.(uri);
  });
});

describe("the programs that a configuration can name", () => {
  it("are those of the manager that it belongs to", () => {
    write("bin/wazuh-authd");
    expect(findPrograms(write("etc/ossec.conf"))).toMatchObject({ installation: folder });
  });

  it("are unknown for a copy", () => {
    expect(findPrograms(write("etc/ossec.conf"))).toBeUndefined();
  });
});

onUnix("a path in a text", () => {
  it("is a link to a text file", () => {
    const uri = write("my script.sh", "#!/bin/sh\n");
    expect(findText(join(folder, "my script.sh"))).toBe(uri);
    expect(uri).toContain("my%20script.sh");
  });

  it("is no link to a folder, to nothing, or to a binary file", () => {
    write("program", "\x7fELF\0\0");
    for (const each of [".", "missing", "program"]) expect(findText(join(folder, each))).toBeUndefined();
  });
});

it("the texts of a language are those beside the server", async () => {
  expect(JSON.parse((await readBundle("de")) ?? "")).toHaveProperty("Show the page");
  expect(await readBundle("xx")).toBeUndefined();
});

onUnix("a list of agents", () => {
  it("has its path, its mode, and what uses it", async () => {
    write("bin/wazuh-agentd");
    const uri = write("etc/client.keys", "", 0o604);
    expect(await nodeKeyFiles.look(uri)).toEqual({
      path: join(folder, "etc/client.keys"),
      mode: 0o604,
      trackedAs: undefined,
      role: "agent",
    });
  });

  it.each([
    [0o666, "660"],
    [0o647, "640"],
    [0o4755, "4750"],
    [0o600, "600"],
  ])("of mode %o is taken from others, and only from them", async (mode, expected) => {
    await nodeKeyFiles.takeFromOthers(write("client.keys", "", mode));
    expect(modeOf("client.keys")).toBe(expected);
  });
});

onUnix("a script", () => {
  it.each([
    [0o644, false],
    [0o744, true],
    [0o654, true],
    [0o645, true],
  ])("of mode %o is executable: %s", async (mode, expected) => {
    expect(await nodeScripts.isExecutable?.(write("poll.sh", "", mode))).toBe(expected);
  });

  it("that was never saved is neither", async () => {
    const uri = pathToFileURL(join(folder, "missing.sh")).href;
    expect(await nodeScripts.isExecutable?.(uri)).toBeUndefined();
  });

  it.each([
    [0o644, "755"],
    [0o640, "750"],
    [0o600, "700"],
    [0o620, "720"],
    [0o755, "755"],
  ])("of mode %o is made executable for those who can read it", async (mode, expected) => {
    await nodeScripts.makeExecutable?.(write("poll.sh", "", mode));
    expect(modeOf("poll.sh")).toBe(expected);
  });

  it("is checked by its interpreter, without being saved", async () => {
    const check = (text: string) => nodeScripts.checkSyntax?.("untitled:poll.sh", "bash", text);
    expect(await check("#!/bin/sh\necho 'a'\n")).toEqual({ kind: "accepted" });
    expect(await check("#!/bin/sh\nif true\n")).toMatchObject({ kind: "rejected", program: "sh" });
  });
});
