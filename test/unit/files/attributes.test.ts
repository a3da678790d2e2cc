/** Access control lists and extended attributes, with programs of every kind in place of cp. */

import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { AttributesLost, attributesOf, copyAttributes, makeAlike } from "../../../core/files/attributes.ts";
import { replaceFile } from "../../../core/files/index.ts";
import { platformOf } from "../../../core/platform/index.ts";
import { hasProgram } from "../../programs.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { giveAway, isRoot, withoutRights } from "../../without-rights.ts";

const isUnix = process.platform !== "win32";

let folder: string;
let path: string;
let made: string;

beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder, "client.keys");
  made = join(folder, "draft");
  writeFileSync(path, "old\n");
  writeFileSync(made, "");
});

function program(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return file;
}

/** Fails as GNU cp does. */
const gnu = (text: string): string =>
  program("gnu", `[ "$1" = --version ] && { echo "cp (GNU coreutils) 9.1"; exit 0; }\n${text}\nexit 1`);
/** As the cp of busybox: it knows neither the options nor a version. */
const other = (): string => program("other", "echo 'cp: unrecognized option' >&2; exit 1");
/** Knows a version, but is another program. */
const versioned = (): string => program("versioned", '[ "$1" = --version ] && echo "cp 1.0 of others"');

const FOUND = ["/bin/sh", "-c", "echo user.origin"] as const;
const NOTHING = ["/bin/sh", "-c", ":"] as const;
const FAILING = ["/bin/sh", "-c", "exit 1"] as const;

const copy = (copiers: readonly string[], ...probes: readonly (readonly [string, ...string[]])[]) =>
  copyAttributes(path, made, copiers, probes);
/** Why the attributes were lost. */
const loss = async (
  copiers: readonly string[],
  ...probes: readonly (readonly [string, ...string[]])[]
): Promise<string> => {
  const error: unknown = await copy(copiers, ...probes).catch((thrown: unknown) => thrown);
  return error instanceof AttributesLost ? error.message : `no loss: ${String(error)}`;
};

describe.runIf(isUnix)("the first cp that works", () => {
  it("is told which attributes to copy, from which file to which, in English and without a PATH", async () => {
    const said = join(folder, "said");
    const works = program("works", `printf '%s\\n' "$@" "$LC_ALL" "\${HOME-no home}" >${said}`);
    const never = program("never", `echo never >>${said}`);
    await copy([join(folder, "gone"), works, never], FOUND);
    expect(readFileSync(said, "utf8").split("\n")).toEqual([
      ...["--attributes-only", "--preserve=mode,xattr", "--", path, made],
      ...["C", "no home", ""],
    ]);
  });

  it("comes after others that are not of GNU coreutils", async () => {
    const said = join(folder, "said");
    const works = program("works", `echo copied >${said}`);
    await copy([other(), works], FOUND);
    expect(readFileSync(said, "utf8")).toBe("copied\n");
  });
});

describe.runIf(isUnix)("attributes are lost", () => {
  it("if GNU cp cannot copy them: its first line says why", async () => {
    const why = "cp: preserving permissions: Operation not permitted";
    expect(await loss([gnu(`printf '\\n${why}\\nmore\\n' >&2`)], NOTHING)).toBe(why);
    expect(await loss([gnu("")], NOTHING)).toBe("");
  });

  it("if the file has some, and no cp is of GNU coreutils", async () => {
    const why = "GNU cp, which can copy them, is not installed";
    expect(await loss([other()], FOUND)).toBe(why);
    expect(await loss([versioned(), join(folder, "gone")], FAILING, FOUND)).toBe(why);
    expect(await loss([join(folder, "gone")], FAILING, FOUND)).toBe(why);
  });

  it("if no program can tell whether the file has any", async () => {
    const why = "no program on this system can read them";
    expect(await loss([])).toBe(why);
    expect(await loss([other()], FAILING, ["/nowhere"])).toBe(why);
  });

  it("not if the file has none", async () => {
    expect(await loss([other()], NOTHING)).toBe("no loss: undefined");
    expect(await loss([versioned()], NOTHING)).toBe("no loss: undefined");
  });

  it("not if the file system has none: both files are looked at", async () => {
    const said = join(folder, "looked");
    const looks = program(
      "looks",
      `printf '%s\\n' "$@" >${said}; echo "cp: x: Operation not supported" >&2; exit 1`,
    );
    expect(await loss([other()], [looks, "-d"], FOUND)).toBe("no loss: undefined");
    expect(readFileSync(said, "utf8").split("\n")).toEqual(["-d", path, made, ""]);
  });
});

/** Sets an attribute, if this file system has any. */
function mark(file: string, name = "user.origin", value = "6162"): boolean {
  const script = "import os, sys; os.setxattr(sys.argv[1], sys.argv[2], bytes.fromhex(sys.argv[3]))";
  return spawnSync("python3", ["-c", script, file, name, value]).status === 0;
}

describe.runIf(process.platform === "linux" && hasProgram("python3"))("what is here", () => {
  it("tells whether a file has attributes, and copies them", async ({ skip }) => {
    expect(await attributesOf([path, made])).toBe(false);
    if (!mark(path)) return skip("This file system has no attributes.");
    expect(await attributesOf([path])).toBe(true);
    expect(await attributesOf([made, path])).toBe(true);
    await copyAttributes(path, made);
    expect(await attributesOf([made])).toBe(true);
    expect(readFileSync(made, "utf8")).toBe("");
  });

  it.each([
    ["linux", true, ""],
    // The new content then overwrites the copied one.
    ["darwin", undefined, "old\n"],
    ["freebsd", false, ""],
    ["win32", false, ""],
  ])("on %s, are attributes copied: %s; content: %j", async (system, isCopied, content) => {
    if (!mark(path)) return;
    chmodSync(path, 0o4751);
    await makeAlike(path, made, statSync(path, { bigint: true }), platformOf(system));
    if (isCopied !== undefined) expect(await attributesOf([made])).toBe(isCopied);
    expect(readFileSync(made, "utf8")).toBe(content);
    expect(statSync(made).mode & 0o7777).toBe(0o4751);
  });

  it.runIf(isRoot).each([
    [12, 0],
    [0, 34],
    [12, 34],
  ])("gives a file to %s:%s", async (uid, gid) => {
    chownSync(path, uid, gid);
    await makeAlike(path, made, statSync(path, { bigint: true }));
    expect(statSync(made)).toMatchObject({ uid, gid });
  });
});

/** Of capabilities(7), version 2: none. Only root may give them to a file. */
const CAPABILITIES = `00000002${"00".repeat(16)}`;

describe.runIf(process.platform === "linux" && isRoot)("a file whose attributes are lost", () => {
  it("is not replaced, and the report says why and what to do", async ({ skip }) => {
    giveAway(folder, path);
    if (!mark(path, "security.capability", CAPABILITIES)) return skip("Here files have no capabilities.");
    const before = readdirSync(folder);
    const replaced = await withoutRights(() => replaceFile(path, Buffer.from("new\n"), { backup: false }));
    expect(replaced).toEqual({
      kind: "failed",
      cause: "other",
      what: expect.stringMatching(
        /client\.keys was not written: its access control list and extended attributes could not be kept \(\S*cp: .*: Operation not permitted\)\.$/,
      ),
      advice:
        "Install GNU coreutils (apk add coreutils), or run as root. Or copy the file, change the copy, and replace the file yourself.",
    });
    expect(readFileSync(path, "utf8")).toBe("old\n");
    expect(readdirSync(folder)).toEqual(before);
  });
});
