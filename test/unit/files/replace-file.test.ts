/** Replacing a file keeps mode and owner, leaves a backup, and loses nothing when it fails. */

import { chmod, chown, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { liveFile, replaceFile } from "../../../core/files/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("replacing a file", () => {
  it("keeps mode and owner, and leaves the old content as a backup", async () => {
    const path = join(folder, "client.keys");
    await writeFile(path, "old\n");
    await chmod(path, 0o640);
    if (process.getuid?.() === 0) await chown(path, 12, 34);
    const before = await stat(path);
    const result = await replaceFile(path, bytes("new\n"), { backup: true });
    const after = await stat(path);
    expect([after.mode, after.uid, after.gid]).toEqual([before.mode, before.uid, before.gid]);
    expect(await readFile(path, "utf8")).toBe("new\n");
    expect(result.kind === "written" && result.backup && (await readFile(result.backup, "utf8"))).toBe(
      "old\n",
    );
    expect(await readdir(folder)).toHaveLength(2);
  });

  it("says why it failed and leaves nothing behind", async () => {
    const path = join(folder, "missing", "client.keys");
    expect(await replaceFile(path, bytes("new"), { backup: false })).toEqual({
      kind: "failed",
      reason: `${path} was not changed: the folder does not exist.`,
    });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("a live file", () => {
  it("is one in the etc folder of an installation, with the daemons that run there", async () => {
    for (const each of ["etc", "bin", "var/run"]) await mkdir(join(folder, each), { recursive: true });
    const path = join(folder, "etc", "client.keys");
    expect(await liveFile(path)).toBeUndefined();
    await writeFile(join(folder, "bin", "wazuh-remoted"), "");
    await writeFile(join(folder, "var/run/wazuh-remoted-1.pid"), String(process.pid));
    await writeFile(join(folder, "var/run/wazuh-authd-2.pid"), "999999999");
    await writeFile(join(folder, "var/run/wazuh-manager-authd-3.pid"), String(process.pid));
    // A daemon that has ended since its name was read.
    await symlink("gone", join(folder, "var/run/wazuh-db-4.pid"));
    const live = await liveFile(path);
    expect(live).toMatchObject({ installation: folder, role: "manager" });
    expect(live?.running.toSorted()).toEqual(["wazuh-manager-authd", "wazuh-remoted"]);
    expect(await liveFile(join(folder, "client.keys"))).toBeUndefined();
  });
});
