/** The last step of a replacement, when something else has happened to the file or to its draft. */

import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  makeDurable,
  moveIntoPlace,
  removeLeftovers,
  renamePatiently,
  writeDraft,
} from "../../../core/files/beside.ts";
import { existingAt } from "../../../core/files/existing-file.ts";
import { replaceFile } from "../../../core/files/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { giveAway, withoutRights } from "../../without-rights.ts";

function files() {
  const folder = temporaryFolder();
  return { folder, path: join(folder, "client.keys"), draft: join(folder, "draft") };
}

describe("a new file", () => {
  it("does not take the place of one that another program has just made", async () => {
    const { folder, path, draft } = files();
    writeFileSync(draft, "ours\n");
    writeFileSync(path, "theirs\n");
    expect(await moveIntoPlace(draft, path, undefined, true)).toBe("changed");
    expect(readFileSync(path, "utf8")).toBe("theirs\n");
    expect(readdirSync(folder).toSorted()).toEqual(["client.keys", "draft"]);
  });

  it("has no backup, and is the draft under its name", async () => {
    const { path, draft } = files();
    writeFileSync(draft, "ours\n");
    expect(await moveIntoPlace(draft, path, undefined, true)).toStrictEqual({ backup: undefined });
    expect(statSync(path).ino).toBe(statSync(draft).ino);
  });

  it("that cannot be put there is an error of the system", async () => {
    const { folder, draft } = files();
    writeFileSync(draft, "ours\n");
    await expect(moveIntoPlace(draft, join(folder, "gone/client.keys"), undefined, false)).rejects.toThrow(
      /ENOENT/,
    );
  });
});

describe("a file that is replaced", () => {
  it.each([true, false])("keeps its old content only if that is wanted: %s", async (wantsBackup) => {
    const { folder, path, draft } = files();
    writeFileSync(path, "old\n");
    const old = await existingAt(path);
    writeFileSync(draft, "new\n");
    const moved = await moveIntoPlace(draft, path, old, wantsBackup);
    if (moved === "changed") throw new Error("nobody has changed it");
    const { backup } = moved;
    expect(moved).toStrictEqual({ backup: wantsBackup ? expect.any(String) : undefined });
    if (backup !== undefined) expect(readFileSync(backup, "utf8")).toBe("old\n");
    expect(readFileSync(path, "utf8")).toBe("new\n");
    expect(readdirSync(folder)).toHaveLength(wantsBackup ? 2 : 1);
  });
});

describe("a file that cannot be replaced at the last moment", () => {
  it.each([true, false])("stays, and has no second name (with a backup: %s)", async (wantsBackup) => {
    const { folder, path, draft } = files();
    writeFileSync(path, "old\n");
    const old = await existingAt(path);
    // The draft has disappeared.
    await expect(moveIntoPlace(draft, path, old, wantsBackup)).rejects.toThrow(/ENOENT.*rename/);
    expect(readdirSync(folder)).toEqual(["client.keys"]);
    expect(readFileSync(path, "utf8")).toBe("old\n");
  });

  it("because someone removed it, is not made again", async () => {
    const { folder, path, draft } = files();
    writeFileSync(path, "old\n");
    const old = await existingAt(path);
    rmSync(path);
    writeFileSync(draft, "new\n");
    await expect(moveIntoPlace(draft, path, old, false)).rejects.toThrow(/ENOENT/);
    expect(readdirSync(folder)).toEqual(["draft"]);
  });

  it("or has disappeared, is an error of the system", async () => {
    const { path, draft } = files();
    writeFileSync(path, "old\n");
    const old = await existingAt(path);
    writeFileSync(draft, "new\n");
    await expect(moveIntoPlace(draft, join(path, "below"), old, false)).rejects.toThrow(/ENOTDIR/);
  });
});

describe.skipIf(process.platform === "win32")("a draft", () => {
  it.each([
    [undefined, undefined, undefined, 0o600],
    [0o666, undefined, undefined, 0o666],
    [0o666, 0o640, undefined, 0o640],
    [undefined, 0o755, undefined, 0o755],
    [0o666, undefined, 0o604, 0o604],
    [undefined, 0o620, 0o604, 0o620],
  ])(
    "has its mode before its content: mode %o, exactly %o, as the old file %o",
    async (mode, exactMode, was, expected) => {
      const { path, draft } = files();
      const umask = process.umask(0);
      try {
        if (was !== undefined) {
          writeFileSync(path, "an old content that is longer\n");
          chmodSync(path, was);
        }
        await writeDraft(draft, Buffer.from("new\n"), path, await existingAt(path), {
          ...(mode === undefined ? {} : { mode }),
          ...(exactMode === undefined ? {} : { exactMode }),
          durable: false,
        });
      } finally {
        process.umask(umask);
      }
      expect(statSync(draft).mode & 0o7777).toBe(expected);
      expect(readFileSync(draft, "utf8")).toBe("new\n");
    },
  );

  it("can be read by nobody else until the rights of the old file are copied", async () => {
    const { path, draft } = files();
    writeFileSync(path, "old\n", { mode: 0o666 });
    const old = await existingAt(path);
    rmSync(path);
    await expect(writeDraft(draft, Buffer.from("new\n"), path, old, { mode: 0o666 })).rejects.toThrow();
    expect(statSync(draft).mode & 0o7777).toBe(0o600);
    expect(readFileSync(draft, "utf8")).toBe("");
  });

  it.runIf(process.platform === "linux")("and its folder do not stay open", async () => {
    const { folder, path, draft } = files();
    await writeDraft(draft, Buffer.from("new\n"), path, undefined);
    await makeDurable(folder);
    expect(openFiles().filter((each) => each.startsWith(folder))).toEqual([]);
  });

  it("never takes the place of another file", async () => {
    const { path, draft } = files();
    writeFileSync(draft, "theirs\n");
    await expect(writeDraft(draft, Buffer.from("new\n"), path, undefined)).rejects.toThrow(/EEXIST/);
    expect(readFileSync(draft, "utf8")).toBe("theirs\n");
  });

  it("is looked for only where there is a folder", async () => {
    const { folder } = files();
    await removeLeftovers(join(folder, "gone/client.keys"));
    mkdirSync(join(folder, "empty"));
    await removeLeftovers(join(folder, "empty/client.keys"));
    expect(readdirSync(folder)).toEqual(["empty"]);
  });
});

function openFiles(): readonly string[] {
  return readdirSync("/proc/self/fd").flatMap((each) => {
    try {
      return [readlinkSync(`/proc/self/fd/${each}`)];
    } catch {
      // The folder of this list itself.
      return [];
    }
  });
}

// As on Windows, where other programs have a file open for a moment: a folder in which nobody may write for a moment.
describe.skipIf(process.platform === "win32")("a rename", () => {
  function locked() {
    const { folder, path, draft } = files();
    writeFileSync(draft, "new\n");
    writeFileSync(path, "old\n");
    giveAway(folder);
    chmodSync(folder, 0o500);
    const unlock = (): void => chmodSync(folder, 0o700);
    const patiently = (waits?: Iterable<number>) => withoutRights(() => renamePatiently(draft, path, waits));
    return { path, unlock, patiently };
  }

  it("is tried again until it is allowed", async () => {
    const { path, unlock, patiently } = locked();
    let tries = 0;
    function* waits() {
      for (;;) {
        if (++tries === 3) unlock();
        yield 1;
      }
    }
    await patiently(waits());
    expect(readFileSync(path, "utf8")).toBe("new\n");
    expect(tries).toBe(3);
  });

  it("is tried once more after the last wait", async () => {
    const { path, unlock, patiently } = locked();
    function* waits() {
      yield 1;
      yield 1;
      unlock();
    }
    await patiently(waits());
    expect(readFileSync(path, "utf8")).toBe("new\n");
  });

  it("is given up in the end", async () => {
    const { path, unlock, patiently } = locked();
    await expect(patiently([1, 1, 1])).rejects.toThrow(/EACCES/);
    await expect(patiently()).rejects.toThrow(/EACCES/);
    expect(readFileSync(path, "utf8")).toBe("old\n");
    unlock();
  });

  it("of a file that is not there is not tried again", async () => {
    const { folder, path } = files();
    let tries = 0;
    function* waits() {
      tries++;
      yield 1;
      tries++;
      yield 1;
    }
    await expect(renamePatiently(join(folder, "gone"), path, waits())).rejects.toThrow(/ENOENT/);
    expect(tries).toBe(1);
  });
});

it("a file is written if it is still what the new content was made from", async () => {
  const { folder, path } = files();
  const bytes = (text: string): Uint8Array => Buffer.from(text);
  const write = (text: string, was: Uint8Array | "nothing") =>
    replaceFile(path, bytes(text), { backup: false, was });
  expect(await write("one\n", "nothing")).toMatchObject({ kind: "written" });
  expect(await write("two\n", bytes("one\n"))).toMatchObject({ kind: "written" });
  expect(await write("three\n", bytes("one\n"))).toMatchObject({ kind: "failed", cause: "changed" });
  expect(readFileSync(path, "utf8")).toBe("two\n");
  expect(readdirSync(folder)).toEqual(["client.keys"]);
});
