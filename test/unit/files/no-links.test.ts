/** A file system that allows no further link to a file: a backup is then a copy, and nothing else changes. */

import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { hasNoLinks, moveIntoPlace } from "../../../core/files/beside.ts";
import { existingAt } from "../../../core/files/existing-file.ts";
import { changeFile, replaceFile } from "../../../core/files/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { giveAway, isRoot, withoutRights } from "../../without-rights.ts";

/** ext4 has this many names for one file; others have more, or no limit. */
const MOST = 65_000;

let names: string;
let next = 0;

/** Gives the file as many names as it may have; false if there is no such limit here. */
function fill(): boolean {
  try {
    for (; next <= MOST; next++) linkSync(join(names, "0"), join(names, String(next)));
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EMLINK";
  }
}

/** A file of which no further link can be made. Undefined if this file system has no such limit. */
function unlinkable(): string | undefined {
  if (!fill()) return undefined;
  const path = join(temporaryFolder(), "client.keys");
  renameSync(join(names, String(next - 1)), path);
  next--;
  return path;
}

beforeAll(() => {
  names = join(temporaryFolder(), "names");
  mkdirSync(names);
  writeFileSync(join(names, "0"), "old\n");
  chmodSync(join(names, "0"), 0o640);
  next = 1;
  fill();
});

const bytes = new TextEncoder().encode("new\n");
const folderOf = (path: string): readonly string[] => readdirSync(join(path, "..")).toSorted();

describe("a file of which no link can be made", () => {
  it("is replaced, and its backup is a copy with the same mode", async ({ skip }) => {
    const path = unlinkable();
    if (path === undefined) return skip("This file system allows any number of links.");
    const written = await replaceFile(path, bytes, { backup: true });
    if (written.kind === "failed" || written.backup === undefined) throw new Error("it is written");
    expect(readFileSync(path, "utf8")).toBe("new\n");
    expect(readFileSync(written.backup, "utf8")).toBe("old\n");
    expect([path, written.backup].map((each) => statSync(each).mode & 0o7777)).toEqual([0o640, 0o640]);
    expect(statSync(written.backup).nlink).toBe(1);
    expect(written.otherNames).toBeGreaterThan(1000);
    expect(folderOf(path)).toEqual(["client.keys", written.backup.slice(path.length - "client.keys".length)]);
  });

  it("is replaced without a backup too", async ({ skip }) => {
    const path = unlinkable();
    if (path === undefined) return skip("This file system allows any number of links.");
    expect(await replaceFile(path, bytes, { backup: false })).toMatchObject({
      kind: "written",
      backup: undefined,
    });
    expect(readFileSync(path, "utf8")).toBe("new\n");
    expect(folderOf(path)).toEqual(["client.keys"]);
    expect(readFileSync(join(names, "0"), "utf8")).toBe("old\n");
  });

  it("is not replaced while another program writes it", async ({ skip }) => {
    const path = unlinkable();
    if (path === undefined) return skip("This file system allows any number of links.");
    let tries = 0;
    const change = (): Uint8Array => {
      if (++tries < 3) utimesSync(path, tries, tries);
      return bytes;
    };
    expect(await changeFile(path, change, { backup: false })).toMatchObject({ kind: "written" });
    expect(tries).toBe(3);
  });

  it("that cannot be replaced stays, and the error says why", async ({ skip }) => {
    const path = unlinkable();
    if (path === undefined) return skip("This file system allows any number of links.");
    const draft = join(path, "..", "draft");
    await expect(moveIntoPlace(draft, path, await existingAt(path), false)).rejects.toThrow(/ENOENT.*rename/);
    expect(readFileSync(path, "utf8")).toBe("old\n");
    expect(folderOf(path)).toEqual(["client.keys"]);
  });

  it("is copied under a name that is not in use", async ({ skip }) => {
    const path = unlinkable();
    if (path === undefined) return skip("This file system allows any number of links.");
    // The names of the next minute.
    const now = Date.now();
    const times = Array.from({ length: 60 }, (_, at) => new Date(now + at * 1000).toISOString());
    const taken = times.map((time) => `${path}.${time.replace(/[-:]/g, "").slice(0, 15)}.bak`);
    for (const each of taken) writeFileSync(each, "older\n");
    const written = await replaceFile(path, bytes, { backup: true });
    if (written.kind === "failed" || written.backup === undefined) throw new Error("it is written");
    expect(written.backup).toMatch(/-1\.bak$/);
    expect(readFileSync(written.backup, "utf8")).toBe("old\n");
    for (const each of taken) expect(readFileSync(each, "utf8")).toBe("older\n");
  });

  it.runIf(isRoot)("is not copied, only replaced, if its owner cannot be kept", async ({ skip }) => {
    const path = unlinkable();
    if (path === undefined) return skip("This file system allows any number of links.");
    const draft = join(path, "..", "draft");
    writeFileSync(draft, "new\n");
    chmodSync(path, 0o644);
    giveAway(join(path, ".."));
    const old = await existingAt(path);
    const move = (wantsBackup: boolean) => withoutRights(() => moveIntoPlace(draft, path, old, wantsBackup));
    await expect(move(true)).rejects.toThrow(/EPERM.*chown/);
    expect(folderOf(path)).toEqual(["client.keys", "draft"]);
    expect(await move(false)).toEqual({ backup: undefined });
    expect(readFileSync(path, "utf8")).toBe("new\n");
    chmodSync(join(names, "0"), 0o640);
  });

  it("can be the draft of a new file", async ({ skip }) => {
    const draft = unlinkable();
    if (draft === undefined) return skip("This file system allows any number of links.");
    const path = join(draft, "..", "new.keys");
    expect(await moveIntoPlace(draft, path, undefined, false)).toStrictEqual({ backup: undefined });
    expect(readFileSync(path, "utf8")).toBe("old\n");
    expect(folderOf(path)).toEqual(["new.keys"]);
  });
});

it.each([
  // Of link(2): a file system without links, too many of them, and a file that this user must not link to.
  ...["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"].map((code) => [code, true] as const),
  // Here a rename would fail too, or do harm.
  ...["EEXIST", "EACCES", "ENOSPC", "ENOENT", "EROFS", "EXDEV", "EIO"].map((code) => [code, false] as const),
])("%s says that no link can be made: %s", (code, expected) => {
  expect(hasNoLinks(Object.assign(new Error(), { code }))).toBe(expected);
});
