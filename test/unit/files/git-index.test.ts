/** Whether git tracks a file, in repositories that git made. */

import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { trackedPath } from "../../../core/files/git-index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

function git(folder: string, ...args: readonly string[]): void {
  const identity = ["-c", "user.name=test", "-c", "user.email=test@example.org"];
  execFileSync("git", [...identity, ...args], { cwd: folder, stdio: "ignore" });
}

function write(folder: string, ...names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), "");
  }
}

function repository(...options: readonly string[]): string {
  const folder = temporaryFolder();
  git(folder, "init", "-q", ...options);
  return folder;
}

const LONG = "a".repeat(200);

describe.each([
  ["version 2", [], 2],
  ["version 4", [], 4],
  ["names of SHA-256", ["--object-format=sha256"], 2],
  ["names of SHA-256 in version 4", ["--object-format=sha256"], 4],
] as const)("an index of %s", (_what, options, version) => {
  it("distinguishes tracked files from others", async () => {
    const folder = repository(...options);
    const tracked = ["client.keys", "etc/client.keys", "etc/client.keys.d/x", `${LONG}/é/client.keys`];
    write(folder, ...tracked, "other/client.keys");
    git(folder, "update-index", "--index-version", String(version));
    git(folder, "add", ...tracked);
    for (const name of tracked) expect(await trackedPath(join(folder, name))).toBe(name);
    expect(await trackedPath(join(folder, "other/client.keys"))).toBeUndefined();
    git(folder, "rm", "-q", "--cached", "client.keys");
    expect(await trackedPath(join(folder, "client.keys"))).toBeUndefined();
  });

  it("that is split includes the shared one, without its deleted files", async () => {
    const folder = repository(...options);
    const names = Array.from({ length: 300 }, (_, at) => `${1000 + at}/client.keys`);
    write(folder, ...names, "new.keys");
    git(folder, "update-index", "--index-version", String(version));
    git(folder, "add", ...names);
    git(folder, "-c", "splitIndex.maxPercentChange=100", "update-index", "--split-index");
    git(folder, "add", "new.keys");
    const gone = names.filter((_, at) => at === 7 || (at > 60 && at < 200) || at === 299);
    git(folder, "rm", "-q", "--cached", ...gone);
    expect(readdirSync(join(folder, ".git")).join()).toContain("sharedindex.");
    expect(await trackedPath(join(folder, "new.keys"))).toBe("new.keys");
    for (const name of names) {
      expect(await trackedPath(join(folder, name))).toBe(gone.includes(name) ? undefined : name);
    }
  });
});

/** A repository with a split index. The shared one has 300 files, in order, of which git has deleted some. */
function split(isGone: (at: number) => boolean): { folder: string; names: readonly string[] } {
  const folder = repository();
  const names = Array.from({ length: 300 }, (_, at) => `${1000 + at}.keys`);
  write(folder, ...names, "0.keys", "untracked.keys");
  git(folder, "add", ...names);
  git(folder, "-c", "splitIndex.maxPercentChange=100", "update-index", "--split-index");
  git(folder, "add", "0.keys");
  const gone = names.filter((_, at) => isGone(at));
  if (gone.length > 0) git(folder, "rm", "-q", "--cached", ...gone);
  return { folder, names };
}

async function tracked(folder: string, names: readonly string[]): Promise<readonly number[]> {
  const found = await Promise.all(names.map((name) => trackedPath(join(folder, name))));
  return found.flatMap((each, at) => (each === undefined ? [] : [at]));
}

describe("a shared index", () => {
  // The deleted files are bits in words of 64, and a run of equal words is stored as their number.
  it.each([
    ["none", () => false],
    ["one of the first word", (at: number) => at === 7],
    ["one of the last word", (at: number) => at === 299],
    ["the first and the last of a word", (at: number) => at === 64 || at === 127],
    ["two whole words", (at: number) => at >= 64 && at < 192],
    ["all but one", (at: number) => at !== 150],
  ])("lists the files without those that are deleted: %s", async (_what, isGone) => {
    const { folder, names } = split(isGone);
    expect(await tracked(folder, names)).toEqual(names.flatMap((_, at) => (isGone(at) ? [] : [at])));
    expect(await trackedPath(join(folder, "0.keys"))).toBe("0.keys");
    expect(await trackedPath(join(folder, "untracked.keys"))).toBeUndefined();
  });

  /** Changes the index, given where its link to the shared one begins. */
  function change(folder: string, made: (index: Buffer, link: number) => readonly Uint8Array[]): void {
    const file = join(folder, ".git", "index");
    const index = readFileSync(file);
    writeFileSync(file, Buffer.concat(made(index, index.indexOf("link"))));
  }

  it("is found behind another extension", async () => {
    const { folder, names } = split((at) => at === 7);
    const other = Buffer.from("OTHR\0\0\0\x04abcd", "latin1");
    change(folder, (index, link) => [index.subarray(0, link), other, index.subarray(link)]);
    expect(await tracked(folder, names.slice(0, 10))).toEqual([0, 1, 2, 3, 4, 5, 6, 8, 9]);
  });

  it("may have a name that ends with zeros, and no list of deleted files", async () => {
    const { folder, names } = split((at) => at === 7);
    const name = Buffer.from(`${"ab".repeat(18)}0000`, "hex");
    const shared = readdirSync(join(folder, ".git")).find((each) => each.startsWith("sharedindex."));
    renameSync(
      join(folder, ".git", String(shared)),
      join(folder, ".git", `sharedindex.${name.toString("hex")}`),
    );
    const link = Buffer.from("link\0\0\0\x14", "latin1");
    change(folder, (index, at) => [index.subarray(0, at), link, name, Buffer.alloc(20)]);
    expect(await tracked(folder, names.slice(0, 10))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("does not exist if its name is of zeros", async () => {
    const { folder, names } = split(() => false);
    change(folder, (index, at) => [index.subarray(0, at + 8), Buffer.alloc(20), index.subarray(at + 28)]);
    expect(await tracked(folder, names.slice(0, 10))).toEqual([]);
    expect(await trackedPath(join(folder, "0.keys"))).toBe("0.keys");
  });
});

describe("a file", () => {
  it("is looked up in the repository above if its folder has a .git that leads nowhere", async () => {
    const folder = repository();
    write(folder, "etc/client.keys");
    git(folder, "add", "etc/client.keys");
    for (const text of ["", "gitdir:\n", "# gitdir: elsewhere\n"]) {
      writeFileSync(join(folder, "etc", ".git"), text);
      expect(await trackedPath(join(folder, "etc/client.keys"))).toBe("etc/client.keys");
    }
    writeFileSync(join(folder, "etc", ".git"), "gitdir: elsewhere\n");
    expect(await trackedPath(join(folder, "etc/client.keys"))).toBeUndefined();
  });

  it("is not known to be tracked if the index is too large to be read", async () => {
    const folder = repository();
    write(folder, "client.keys");
    git(folder, "add", "client.keys");
    const index = join(folder, ".git", "index");
    truncateSync(index, 1024 * 1024);
    expect(await trackedPath(join(folder, "client.keys"))).toBe("client.keys");
    truncateSync(index, 256 * 1024 * 1024 + 1);
    expect(await trackedPath(join(folder, "client.keys"))).toBeUndefined();
  });

  it("that is added with intent-to-add counts as tracked, as in git", async () => {
    const folder = repository();
    write(folder, "client.keys");
    git(folder, "add", "--intent-to-add", "client.keys");
    expect(await trackedPath(join(folder, "client.keys"))).toBe("client.keys");
  });

  it("in a worktree is looked up in the index of that worktree", async () => {
    const folder = repository();
    write(folder, "client.keys");
    git(folder, "add", "client.keys");
    git(folder, "commit", "-q", "-m", "one");
    const worktree = join(temporaryFolder(), "tree");
    git(folder, "worktree", "add", "-q", worktree);
    expect(await trackedPath(join(worktree, "client.keys"))).toBe("client.keys");
    git(worktree, "rm", "-q", "--cached", "client.keys");
    expect(await trackedPath(join(worktree, "client.keys"))).toBeUndefined();
    expect(await trackedPath(join(folder, "client.keys"))).toBe("client.keys");
  });

  it("is looked up at the target of a link", async () => {
    const folder = repository();
    write(folder, "client.keys");
    git(folder, "add", "client.keys");
    const outside = temporaryFolder();
    symlinkSync(join(folder, "client.keys"), join(outside, "client.keys"));
    expect(await trackedPath(join(outside, "client.keys"))).toBe("client.keys");
  });

  it("outside every repository, or deleted, is not tracked", async () => {
    const folder = temporaryFolder();
    write(folder, "client.keys");
    expect(await trackedPath(join(folder, "client.keys"))).toBeUndefined();
    expect(await trackedPath(join(folder, "gone.keys"))).toBeUndefined();
  });

  it("beside a damaged index is not reported as tracked", async () => {
    const folder = repository();
    write(folder, "client.keys");
    for (const text of ["", "DIRC", "DIRC\0\0\0\x02\0\0\0\x09rest", "something else"]) {
      writeFileSync(join(folder, ".git", "index"), text, "latin1");
      expect(await trackedPath(join(folder, "client.keys"))).toBeUndefined();
    }
  });
});
