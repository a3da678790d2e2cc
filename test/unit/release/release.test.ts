/** The release script, run in a small repository of its own. */

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../temporary-folder.ts";

const script = resolve("scripts/release.ts");

const CHANGELOG = `# Changelog

## [Unreleased]

### Fixed

- The price is $& now.

## [1.3.9] - 2026-01-02

- Old.
`;

/** A repository with one commit, and the actions on it. */
function project(changelog = CHANGELOG) {
  const folder = temporaryFolder();
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.org", ...args], {
      cwd: folder,
      encoding: "utf8",
    }).trim();
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  writeFileSync(join(folder, "package.json"), '{\n  "name": "keypoll",\n  "version": "1.3.9"\n}\n');
  const lock = {
    name: "keypoll",
    version: "1.3.9",
    packages: { "": { version: "1.3.9" }, a: { version: "1.3.9" } },
  };
  writeFileSync(join(folder, "package-lock.json"), `${JSON.stringify(lock, null, 2)}\n`);
  writeFileSync(join(folder, "CHANGELOG.md"), changelog);
  for (const name of ["docs", "recipes"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "docs/ci.md"), "rev: v1.3.9\nuses: keypoll/keypoll@v1.3.9\n");
  writeFileSync(join(folder, "recipes/pre-commit-config.yaml"), "rev: v1.3.9\n");
  writeFileSync(join(folder, "recipes/github-actions.yml"), "uses: actions/checkout@v4\n");
  git("init", "--quiet");
  git("config", "user.name", "A");
  git("config", "user.email", "a@example.org");
  git("add", ".");
  git("commit", "--quiet", "--message", "Begin");
  const release = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
      cwd: folder,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  };
  return { folder, git, read, release };
}

describe("a release", () => {
  it("as a dry run shows the entries and changes nothing", () => {
    const { git, release } = project();
    const { status, stdout } = release("1.10.0", "--dry-run");
    expect(status).toBe(0);
    expect(stdout).toContain("tag v1.10.0");
    expect(stdout).toContain("- The price is $& now.");
    expect(stdout).not.toContain("Old.");
    expect(git("status", "--porcelain")).toBe("");
    expect(git("tag")).toBe("");
    expect(git("log", "--format=%s")).toBe("Begin");
  });

  it("sets the version, dates the change log, commits and tags", () => {
    const { git, read, release } = project();
    expect(release("1.10.0")).toMatchObject({ status: 0 });
    expect(JSON.parse(read("package.json")).version).toBe("1.10.0");
    expect(JSON.parse(read("package-lock.json"))).toMatchObject({
      version: "1.10.0",
      packages: { "": { version: "1.10.0" }, a: { version: "1.3.9" } },
    });
    expect(read("docs/ci.md")).toBe("rev: v1.10.0\nuses: keypoll/keypoll@v1.10.0\n");
    expect(read("recipes/pre-commit-config.yaml")).toBe("rev: v1.10.0\n");
    expect(read("recipes/github-actions.yml")).toBe("uses: actions/checkout@v4\n");
    expect(read("CHANGELOG.md")).toMatch(
      /^## \[Unreleased\]\n\n## \[1\.10\.0\] - \d{4}-\d\d-\d\d\n\n### Fixed\n\n- The price is \$& now\.\n/m,
    );
    expect(git("status", "--porcelain")).toBe("");
    expect(git("log", "--format=%s", "-1")).toBe("Release 1.10.0");
    expect(git("tag", "--list", "--format=%(contents)")).toContain("### Fixed\n\n- The price");
  });

  it.each([
    ["a word", "next", "is not a version"],
    ["the same version", "1.3.9", "not newer than 1.3.9"],
    ["a pre-release by name", "1.3.10-beta", "is not a version"],
    ["an older minor version", "1.2.10", "not newer than 1.3.9"],
  ])("refuses %s", (_, version, message) => {
    const { git, release } = project();
    const { status, stderr } = release(version);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(git("log", "--format=%s")).toBe("Begin");
  });

  it("refuses a change log without entries", () => {
    const { release } = project("# Changelog\n\n## [Unreleased]\n\n## [1.3.9] - 2026-01-02\n\n- Old.\n");
    expect(release("1.4.0")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("CHANGELOG.md has no entry"),
    });
  });

  it("refuses uncommitted changes, and a tag that exists", () => {
    const { folder, git, release } = project();
    git("tag", "v1.4.0");
    expect(release("1.4.0").stderr).toContain("The tag v1.4.0 exists already");
    writeFileSync(join(folder, "new.txt"), "");
    expect(release("1.5.0").stderr).toContain("changes that are not committed");
  });

  it("asks for a version", () => {
    expect(project().release()).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("npm run release -- "),
    });
  });
});
