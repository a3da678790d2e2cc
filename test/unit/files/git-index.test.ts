/** Whether git tracks a file, in repositories that git made. */

import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
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

describe("a file", () => {
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
