/** A live file and a copy of it, told apart by what lies around, and a file that is no longer the one that was read. */

import { spawnSync } from "node:child_process";
import { mkdirSync, renameSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { existingAt, isUnchangedSince, placeOf } from "../../../core/files/existing-file.ts";
import { keyFileFacts, liveFile } from "../../../core/files/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

function write(folder: string, name: string, text = ""): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

describe("a live file", () => {
  it.each([
    ["bin/wazuh-remoted", "manager"],
    ["bin/wazuh-authd", "manager"],
    ["bin/ossec-remoted", "manager"],
    ["bin/ossec-authd", "manager"],
    ["bin/wazuh-manager-remoted", "manager"],
    ["bin/wazuh-agentd", "agent"],
    ["bin/ossec-agentd", "agent"],
  ])("beside %s is one of a %s", async (sign, role) => {
    const folder = temporaryFolder();
    write(folder, sign);
    const keys = write(folder, "etc/client.keys");
    expect(await liveFile(keys)).toEqual({ installation: folder, role, running: [] });
    // It need not be there yet, and may be reached by a link.
    expect(await liveFile(join(folder, "etc/../etc/client.keys"))).toMatchObject({ role });
    symlinkSync(keys, join(folder, "link"));
    expect(await liveFile(join(folder, "link"))).toMatchObject({ installation: folder });
  });

  it("of an agent on Windows lies beside its program", async () => {
    for (const program of ["wazuh-agent.exe", "ossec-agent.exe"]) {
      const folder = temporaryFolder();
      write(folder, program);
      expect(await liveFile(join(folder, "client.keys"))).toEqual({
        installation: folder,
        role: "agent",
        running: [],
      });
    }
  });

  it("does not lie in another folder of an installation, and has no other name", async () => {
    const folder = temporaryFolder();
    write(folder, "bin/wazuh-agentd");
    expect(await liveFile(write(folder, "client.keys"))).toBeUndefined();
    expect(await liveFile(write(folder, "backup/client.keys"))).toBeUndefined();
    expect(await liveFile(write(folder, "etc/client.keys.bak"))).toBeUndefined();
  });

  it("has the daemons whose processes run, by their own files only", async () => {
    const folder = temporaryFolder();
    write(folder, "bin/wazuh-remoted");
    const pid = String(process.pid);
    for (const name of [
      "wazuh-remoted-1.pid",
      "wazuh-modulesd-12345.pid",
      "ossec-authd-7.pid",
      "my-wazuh-db-1.pid",
      "wazuh-db-1.pid.old",
      "wazuh-db.pid",
      "other-1.pid",
      "notes.txt",
    ]) {
      write(folder, `var/run/${name}`, pid);
    }
    const { pid: ended } = spawnSync("true");
    for (const [name, text] of [
      ["wazuh-execd", "0"],
      ["wazuh-logcollector", "-1"],
      ["wazuh-syscheckd", ""],
      ["wazuh-analysisd", "nonsense"],
      ["wazuh-monitord", String(ended)],
    ]) {
      write(folder, `var/run/${name}-3.pid`, text);
    }
    const live = await liveFile(join(folder, "etc/client.keys"));
    expect(live?.running.toSorted()).toEqual(["ossec-authd", "wazuh-modulesd", "wazuh-remoted"]);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === "win32")(
    "has the daemons of other users too",
    async () => {
      const folder = temporaryFolder();
      write(folder, "bin/wazuh-remoted");
      write(folder, "var/run/wazuh-remoted-1.pid", "1");
      expect((await liveFile(join(folder, "etc/client.keys")))?.running).toEqual(["wazuh-remoted"]);
    },
  );
});

describe("the role by the configuration", () => {
  it.each([
    ["agent", "<client>\n  <server >"],
    ["agent", "<client><server\n>"],
    ["agent", "<client>abc<server/>"],
    ["agent", "<!-- <auth> --><client><server>"],
    ["manager", "<remote >"],
    ["manager", "<auth\n>"],
    ["manager", "<remote>"],
    ["manager", "<client></client><remote>"],
    [undefined, "<client><servers>"],
    [undefined, "<server>"],
    [undefined, "<remotes><authd>"],
    [undefined, "<client><server><auth>"],
    [undefined, "<!-- <auth>\n -->"],
  ])("is %s by %j", async (role, config) => {
    const folder = temporaryFolder();
    write(folder, "etc/ossec.conf", config);
    expect((await keyFileFacts(join(folder, "etc/client.keys"))).role).toBe(role);
  });
});

describe("a file that was read", () => {
  it("is unchanged until something of it differs", async () => {
    const folder = temporaryFolder();
    const file = write(folder, "client.keys", "one\n");
    const old = new Date(1_000_000_000_000);
    utimesSync(file, old, old);
    const seen = await existingAt(file);
    expect(Buffer.from(seen?.bytes ?? []).toString()).toBe("one\n");
    expect(await isUnchangedSince(file, seen)).toBe(true);
    // Only the time.
    utimesSync(file, old, new Date());
    expect(await isUnchangedSince(file, seen)).toBe(false);
    // Only the bytes.
    writeFileSync(file, "two\n");
    utimesSync(file, old, old);
    expect(await isUnchangedSince(file, seen)).toBe(false);
    writeFileSync(file, "one\n");
    utimesSync(file, old, old);
    expect(await isUnchangedSince(file, seen)).toBe(true);
    // Another file with the same content and time.
    const next = write(folder, "next", "one\n");
    utimesSync(next, old, old);
    renameSync(next, file);
    expect(await isUnchangedSince(file, seen)).toBe(false);
  });

  it("or was not there, is unchanged only if that is still so", async () => {
    const folder = temporaryFolder();
    const [file, gone] = [write(folder, "client.keys"), join(folder, "gone")];
    expect(await existingAt(gone)).toBeUndefined();
    expect(await isUnchangedSince(gone, undefined)).toBe(true);
    expect(await isUnchangedSince(file, undefined)).toBe(false);
    expect(await isUnchangedSince(gone, await existingAt(file))).toBe(false);
    await expect(existingAt(join(file, "below"))).rejects.toThrow(/ENOTDIR/);
  });

  it("has its place at the end of links", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "real"));
    symlinkSync("real", join(folder, "named"));
    const target = join(folder, "real/client.keys");
    expect(await placeOf(join(folder, "named/client.keys"))).toEqual({ kind: "place", target });
    writeFileSync(target, "");
    expect(await placeOf(join(folder, "named/client.keys"))).toEqual({ kind: "place", target });
    await expect(placeOf(join(target, "below"))).rejects.toThrow(/ENOTDIR/);
  });
});
