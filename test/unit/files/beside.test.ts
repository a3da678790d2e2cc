/** Files beside a replaced one: the backups, whose names tell when, and the drafts of a crash, which disappear. */

import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { draftBeside, makeDurable } from "../../../core/files/beside.ts";
import { changeFile, replaceFile } from "../../../core/files/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

let folder: string;
let path: string;

beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder, "client.keys");
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("a backup", () => {
  it("has the time in its name, and does not take the place of another of the same second", async () => {
    const kept = new Set<string>();
    const before = new Date();
    await writeFile(path, "0\n");
    for (const next of ["1\n", "2\n", "3\n", "4\n"]) {
      const written = await replaceFile(path, bytes(next), { backup: true });
      if (written.kind === "failed" || written.backup === undefined) throw new Error("it is kept");
      kept.add(written.backup);
    }
    expect(kept.size).toBe(4);
    const texts = await Promise.all([...kept].map((each) => readFile(each, "utf8")));
    expect(texts).toEqual(["0\n", "1\n", "2\n", "3\n"]);
    for (const each of kept) {
      const [, day, time] = /^client\.keys\.(\d{8})T(\d{6})(?:-[1-9])?\.bak$/.exec(basename(each)) ?? [];
      const [year, month, date] = [day?.slice(0, 4), day?.slice(4, 6), day?.slice(6)];
      const [hours, minutes, seconds] = [time?.slice(0, 2), time?.slice(2, 4), time?.slice(4)];
      const at = Date.parse(`${year}-${month}-${date}T${hours}:${minutes}:${seconds}Z`);
      expect(at).toBeGreaterThan(before.getTime() - 1000);
      expect(at).toBeLessThanOrEqual(Date.now());
    }
    expect([...kept].filter((each) => /\d-1\.bak$/.test(each)).length).toBeGreaterThan(0);
  });

  it("is not made of a new file, nor if none is wanted", async () => {
    expect(await replaceFile(path, bytes("1\n"), { backup: true })).toEqual({
      kind: "written",
      backup: undefined,
      otherNames: 0,
    });
    expect(await replaceFile(path, bytes("2\n"), { backup: false })).toEqual({
      kind: "written",
      backup: undefined,
      otherNames: 0,
    });
    expect(await readdir(folder)).toEqual(["client.keys"]);
  });
});

describe("a draft", () => {
  it("that a crash left is removed, and nothing else", async () => {
    const long = "a".repeat(60);
    const others = [
      ".keypoll-client.keys-0123abcg",
      ".keypoll-client.keys-0123abcde",
      ".keypoll-client.keys-0123abc",
      ".keypoll-client.keys2-0123abcd",
      "keypoll-client.keys-0123abcd",
      "x.keypoll-client.keys-0123abcd",
    ];
    for (const each of [...others, ".keypoll-client.keys-0123abcd", ".keypoll-client.keys-ffffffff"]) {
      await writeFile(join(folder, each), "");
    }
    // Nobody can remove a folder as if it were a file.
    await mkdir(join(folder, ".keypoll-client.keys-aaaaaaaa"));
    await replaceFile(path, bytes("1\n"), { backup: false });
    expect((await readdir(folder)).toSorted()).toEqual(
      [...others, ".keypoll-client.keys-aaaaaaaa", "client.keys"].toSorted(),
    );
    // 40 characters of a long name are enough, so that the draft's name is not too long.
    const leftover = `.keypoll-${"a".repeat(40)}-01234567`;
    await writeFile(join(folder, leftover), "");
    await replaceFile(join(folder, long), bytes("1\n"), { backup: false });
    expect(await readdir(folder)).not.toContain(leftover);
  });

  it("lies beside the file under a name of its own, also if the file's name is long", async () => {
    const draft = draftBeside(path);
    expect(draft.startsWith(join(folder, ".keypoll-client.keys-"))).toBe(true);
    expect(draft).toMatch(/-[0-9a-f]{8}$/);
    expect(draftBeside(path)).not.toBe(draft);
    const longest = join(folder, "b".repeat(255));
    expect(await replaceFile(longest, bytes("1\n"), { backup: false })).toMatchObject({ kind: "written" });
    expect(await readFile(longest, "utf8")).toBe("1\n");
  });
});

describe.skipIf(process.platform === "win32")("the mode of a new file", () => {
  it.each([
    [undefined, 0o022, 0o600],
    [0o644, 0o022, 0o644],
    [0o666, 0o027, 0o640],
  ])("%o with the umask %o is %o", async (mode, umask, expected) => {
    const before = process.umask(umask);
    try {
      await replaceFile(path, bytes("1\n"), { backup: false, ...(mode === undefined ? {} : { mode }) });
    } finally {
      process.umask(before);
    }
    expect((await stat(path)).mode & 0o7777).toBe(expected);
  });

  it("does not matter for a file that is there", async () => {
    await writeFile(path, "1\n");
    await chmod(path, 0o4751);
    await replaceFile(path, bytes("2\n"), { backup: false, mode: 0o600, durable: false });
    expect((await stat(path)).mode & 0o7777).toBe(0o4751);
    expect(await readFile(path, "utf8")).toBe("2\n");
  });
});

describe("why a file was not written", () => {
  it("is reported with what to do", async () => {
    await writeFile(path, "theirs\n");
    expect(await replaceFile(path, bytes("ours\n"), { backup: false, was: "nothing" })).toEqual({
      kind: "failed",
      cause: "there",
      what: `${path} already exists.`,
      advice: "Name another file.",
    });
    const changed = {
      kind: "failed",
      cause: "changed",
      what: `${path} was not written: another program changed it in the meantime.`,
      advice: "Check its new content, and try again.",
    };
    expect(await replaceFile(path, bytes("ours\n"), { backup: false, was: bytes("old\n") })).toEqual(changed);
    const gone = join(folder, "gone");
    expect(await replaceFile(gone, bytes("ours\n"), { backup: false, was: bytes("old\n") })).toEqual({
      ...changed,
      what: `${gone} was not written: another program changed it in the meantime.`,
    });
    let count = 0;
    const busy = async (): Promise<Uint8Array> => {
      await writeFile(path, `theirs ${count++}\n`);
      return bytes("ours\n");
    };
    expect(await changeFile(path, busy, { backup: false })).toEqual(changed);
    expect(count).toBe(20);
  });

  it("may be that the new content cannot be made", async () => {
    const problem = { what: "It has no such agent.", advice: "Name another one." };
    expect(await changeFile(path, () => problem, { backup: false })).toEqual({
      kind: "failed",
      cause: "other",
      ...problem,
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it("may be what is there, which needs another path", async () => {
    const advice = async (name: string, noLinks = false): Promise<unknown> => {
      const result = await replaceFile(join(folder, name), bytes("1\n"), { backup: false, noLinks });
      return result.kind === "failed" && result.advice;
    };
    await mkdir(join(folder, "folder"));
    await symlink("gone", join(folder, "dangling"));
    await symlink("folder", join(folder, "link"));
    expect(await advice("folder")).toBe("Give the path of a regular file.");
    expect(await advice("dangling")).toBe("Remove the link, or create the file that it names.");
    expect(await advice("link", true)).toBe("Remove the link.");
    await writeFile(path, "");
    expect(await advice("client.keys/below")).toBe("Name another file.");
  });

  it("may be that another takes its lock away", async () => {
    await writeFile(path, "old\n");
    const steal = async (): Promise<Uint8Array> => {
      const { rmdir } = await import("node:fs/promises");
      await rmdir(join(folder, ".client.keys.lock"));
      return bytes("ours\n");
    };
    expect(await changeFile(path, steal, { backup: true })).toEqual({
      kind: "failed",
      cause: "other",
      what: `${path} was not written: another keypoll is writing it.`,
      advice: `Try again. If no other keypoll runs, remove ${join(folder, ".client.keys.lock")}.`,
    });
    expect(await readFile(path, "utf8")).toBe("old\n");
    expect(await readdir(folder)).toEqual(["client.keys"]);
  });
});

it("a folder that cannot be opened is no obstacle to making a name durable", async () => {
  await makeDurable(join(folder, "gone"));
  await makeDurable(folder);
});
