/** Replacing a file keeps mode and owner, leaves a backup, and loses nothing if it fails. */

import { execFileSync } from "node:child_process";
import {
  chmod,
  chown,
  link,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { attributesOf } from "../../../core/files/attributes.ts";
import { moveIntoPlace } from "../../../core/files/beside.ts";
import { existingAt } from "../../../core/files/existing-file.ts";
import { changeFile, liveFile, replaceFile } from "../../../core/files/index.ts";
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

  it.skipIf(process.getuid?.() !== 0).each([
    { uid: 12, gid: 0 },
    { uid: 0, gid: 34 },
  ])("keeps $uid:$gid as owner and group", async ({ uid, gid }) => {
    const path = join(folder, "client.keys");
    await writeFile(path, "old\n");
    await chown(path, uid, gid);
    await replaceFile(path, bytes("new\n"), { backup: false });
    expect(await stat(path)).toMatchObject({ uid, gid });
  });

  it("explains why it failed and leaves nothing behind", async () => {
    const path = join(folder, "missing", "client.keys");
    expect(await replaceFile(path, bytes("new"), { backup: false })).toEqual({
      kind: "failed",
      cause: "other",
      what: `${path} was not written: the folder does not exist.`,
      advice: "Create the folder, or name another file.",
    });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("the mode of a file", () => {
  it("is exactly the requested one, on a new file and on one with another mode", async () => {
    const umask = process.umask(0o077);
    try {
      const path = join(folder, "script");
      for (const mode of [0o755, 0o600]) {
        await replaceFile(path, bytes(String(mode)), { backup: false, exactMode: mode });
        expect((await stat(path)).mode & 0o7777).toBe(mode);
      }
    } finally {
      process.umask(umask);
    }
  });
});

describe("what another program writes meanwhile", () => {
  it("is read and changed in its turn", async () => {
    const path = join(folder, "client.keys");
    await writeFile(path, "one\n");
    let asked = 0;
    const result = await changeFile(
      path,
      async (old) => {
        asked++;
        if (asked === 1) await writeFile(path, "one\ntwo\n");
        return bytes(`${new TextDecoder().decode(old)}ours\n`);
      },
      { backup: false },
    );
    expect(result.kind).toBe("written");
    expect(await readFile(path, "utf8")).toBe("one\ntwo\nours\n");
    expect(asked).toBe(2);
  });

  it("counts if it has the same length, and if it is renamed into place", async () => {
    const path = join(folder, "client.keys");
    await writeFile(path, "one\n");
    let asked = 0;
    await changeFile(
      path,
      async (old) => {
        asked++;
        if (asked === 1) {
          await writeFile(join(folder, "next"), "two\n");
          await rename(join(folder, "next"), path);
        }
        return bytes(`${new TextDecoder().decode(old)}ours\n`);
      },
      { backup: true },
    );
    expect(await readFile(path, "utf8")).toBe("two\nours\n");
  });

  it.each([true, false])(
    "is kept if it arrives after the last check, with a backup or without (%s)",
    async (backup) => {
      const path = join(folder, "client.keys");
      const draft = join(folder, "draft");
      await writeFile(path, "one\n");
      await writeFile(draft, "one\nours\n");
      const seen = await existingAt(path);
      await writeFile(path, "one\ntwo\n");
      expect(await moveIntoPlace(draft, path, seen, backup)).toBe("changed");
      expect(await readFile(path, "utf8")).toBe("one\ntwo\n");
      expect(await readdir(folder)).toEqual(["client.keys"]);
    },
  );

  it("is not replaced if the file is new, or if the changes never end", async () => {
    const path = join(folder, "client.keys");
    await changeFile(
      path,
      async (old) => {
        if (old === undefined) await writeFile(path, "theirs\n");
        return bytes(`${new TextDecoder().decode(old)}ours\n`);
      },
      { backup: false },
    );
    expect(await readFile(path, "utf8")).toBe("theirs\nours\n");
    let count = 0;
    const busy = await changeFile(
      path,
      async () => {
        await writeFile(path, `theirs ${count++}\n`);
        return bytes("ours\n");
      },
      { backup: true },
    );
    expect(busy).toMatchObject({ kind: "failed", cause: "changed" });
    expect(await readFile(path, "utf8")).toMatch(/^theirs/);
    expect(await readdir(folder)).toEqual(["client.keys"]);
  });

  it("prevents writing a text that was made from other content", async () => {
    const path = join(folder, "client.keys");
    await writeFile(path, "theirs\n");
    const was = bytes("one\n");
    expect(await replaceFile(path, bytes("ours\n"), { backup: true, was })).toMatchObject({
      cause: "changed",
    });
    expect(await replaceFile(path, bytes("ours\n"), { backup: true, was: "nothing" })).toMatchObject({
      cause: "there",
    });
    expect(await readFile(path, "utf8")).toBe("theirs\n");
    expect(await readdir(folder)).toEqual(["client.keys"]);
  });
});

describe("what is not a regular file", () => {
  const refusedAs = async (name: string, why: string): Promise<void> => {
    const path = join(folder, name);
    const before = await lstat(path);
    const result = await replaceFile(path, bytes("new"), { backup: true });
    expect(result).toMatchObject({ kind: "failed", what: `${path} was not written: ${why}.` });
    const after = await lstat(path);
    expect([after.ino, after.mode]).toEqual([before.ino, before.mode]);
  };

  it("is not replaced", async () => {
    const names = ["pipe", "dangling", "round", "folder"];
    execFileSync("mkfifo", [join(folder, "pipe")]);
    await symlink("gone", join(folder, "dangling"));
    await symlink("round", join(folder, "round"));
    await mkdir(join(folder, "folder"));
    await refusedAs("pipe", "it is a named pipe");
    await refusedAs("dangling", "it is a link to a file that does not exist");
    await refusedAs("round", "its links form a loop");
    await refusedAs("folder", "it is a folder");
    const server = createServer().listen(join(folder, "socket"));
    await new Promise((resolve) => server.once("listening", resolve));
    await refusedAs("socket", "it is a socket");
    await new Promise((resolve) => server.close(resolve));
    expect((await readdir(folder)).toSorted()).toEqual(names.toSorted());
  });

  it("is not replaced if it is a link that others may have created", async () => {
    await writeFile(join(folder, "target"), "theirs");
    await symlink("target", join(folder, "link"));
    const path = join(folder, "link");
    const result = await replaceFile(path, bytes("new"), { backup: false, noLinks: true });
    expect(result).toMatchObject({
      what: `${path} was not written: it is a link, and someone else may have put it there.`,
    });
    expect(await readFile(join(folder, "target"), "utf8")).toBe("theirs");
    expect(
      await replaceFile(join(folder, "own"), bytes("new"), { backup: false, noLinks: true }),
    ).toMatchObject({
      kind: "written",
    });
  });

  it.runIf(process.getuid?.() === 0)("is not replaced if it is a device", async () => {
    execFileSync("mknod", [join(folder, "device"), "c", "1", "3"]);
    await refusedAs("device", "it is a device");
  });
});

describe("other names of a file", () => {
  it("links lead to the new content, and hard links to the old, which are counted", async () => {
    const path = join(folder, "client.keys");
    await writeFile(path, "old\n");
    await symlink("client.keys", join(folder, "link"));
    await link(path, join(folder, "hard"));
    const result = await replaceFile(join(folder, "link"), bytes("new\n"), { backup: false });
    expect(result).toMatchObject({ kind: "written", otherNames: 1 });
    expect((await lstat(join(folder, "link"))).isSymbolicLink()).toBe(true);
    expect(await readFile(path, "utf8")).toBe("new\n");
    expect(await readFile(join(folder, "hard"), "utf8")).toBe("old\n");
  });
});

/** An attribute of a file, in hexadecimal; set if a value is given. */
function attribute(path: string, name: string, value?: string): string {
  const script = `import os,sys
p,n,v=sys.argv[1:4]
if v: os.setxattr(p,n,bytes.fromhex(v))
print(os.getxattr(p,n).hex())`;
  return execFileSync("python3", ["-c", script, path, name, value ?? ""], { encoding: "utf8" }).trim();
}

// An access control list that lets user 1234 read: version 2; owner rw-, user 1234 r--, group ---, mask r--, others ---.
const LIST =
  "02000000" +
  "01000600ffffffff" +
  "02000400d2040000" +
  "04000000ffffffff" +
  "10000400ffffffff" +
  "20000000ffffffff";

describe.runIf(process.platform === "linux")("rights beyond the mode", () => {
  it("are kept by the new file and by the backup", async () => {
    const path = join(folder, "client.keys");
    await writeFile(path, "old\n");
    const attributes = [
      ["user.origin", "6162"],
      ["system.posix_acl_access", LIST],
    ] as const;
    for (const [name, value] of attributes) attribute(path, name, value);
    const result = await replaceFile(path, bytes("new\n"), { backup: true });
    if (result.kind === "failed") throw new Error(result.what);
    for (const file of [path, result.backup ?? ""]) {
      for (const [name, value] of attributes) expect(attribute(file, name)).toBe(value);
    }
    expect(await readFile(path, "utf8")).toBe("new\n");
  });

  it("are found if they cannot be copied, and excluded if there are none", async () => {
    const [plain, marked] = [join(folder, "plain"), join(folder, "marked")];
    for (const each of [plain, marked]) await writeFile(each, "old\n");
    attribute(marked, "user.origin", "6162");
    const probe = [
      "python3",
      "-c",
      "import os, sys; print(*(a for f in sys.argv[1:] for a in os.listxattr(f)), end='')",
    ] as const;
    expect(await attributesOf([plain], [probe])).toBe(false);
    expect(await attributesOf([plain, marked], [["/nowhere"], ["false"], probe])).toBe(true);
    expect(await attributesOf([plain], [["sh", "-c", "echo 'getfattr: x: Not supported' >&2; exit 1"]])).toBe(
      false,
    );
    expect(await attributesOf([plain], [["/nowhere"], ["false"]])).toBeUndefined();
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

  it("is the one beside the programs of an agent on Windows", async () => {
    const agent = join(folder, "Program Files (x86)", "ossec-agent");
    await mkdir(agent, { recursive: true });
    const path = join(agent, "client.keys");
    expect(await liveFile(path)).toBeUndefined();
    await writeFile(join(agent, "wazuh-agent.exe"), "");
    expect(await liveFile(path)).toEqual({ installation: agent, role: "agent", running: [] });
    expect(await liveFile(join(agent, "client.keys.bak"))).toBeUndefined();
  });
});
