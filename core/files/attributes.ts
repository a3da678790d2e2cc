/**
 * Gives a new file the owner, group, mode, access control list and extended attributes (including SELinux) of the old
 * one. Node can copy the last two only by copying a file, and on Linux not even then, so GNU cp does it there. Without
 * GNU cp, other programs tell whether there is anything to copy. These are the only processes that this room starts.
 */

import { execFile } from "node:child_process";
import type { BigIntStats } from "node:fs";
import { chmod, chown, copyFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { here, type Platform } from "../platform/index.ts";
import { say } from "../words/index.ts";

const run = promisify(execFile);

/** Only the system's own programs: a PATH may lead anywhere. */
const COPIERS = ["/bin/cp", "/usr/bin/cp", "/run/current-system/sw/bin/cp"];

const PLAIN = { env: { LC_ALL: "C" } };

/** What could not be kept. */
export class AttributesLost extends Error {}

/**
 * Gives the empty file `made` the attributes of `path`. Throws if that is not allowed: others could then read what they
 * must not.
 */
export async function makeAlike(
  path: string,
  made: string,
  { uid, gid, mode }: BigIntStats,
  { attributes }: Pick<Platform, "attributes"> = here,
): Promise<void> {
  // On macOS a copy includes lists and attributes. The new content then overwrites the copied one.
  if (attributes === "copy-file") await copyFile(path, made);
  const own = await stat(made, { bigint: true });
  if (own.uid !== uid || own.gid !== gid) await chown(made, Number(uid), Number(gid));
  if (attributes === "gnu-cp") await copyAttributes(path, made);
  await chmod(made, Number(mode & 0o7777n));
}

/** If no cp can copy them, a file that has none needs no copy. */
export async function copyAttributes(
  path: string,
  made: string,
  copiers: readonly string[] = COPIERS,
  probes: readonly Probe[] = PROBES,
): Promise<void> {
  const options = ["--attributes-only", "--preserve=mode,xattr", "--", path, made];
  for (const program of copiers) {
    try {
      await run(program, options, PLAIN);
      return;
    } catch (error) {
      if (await isGnu(program)) throw new AttributesLost(firstLine(error));
    }
  }
  const found = await attributesOf([path, made], probes);
  if (found === undefined) throw new AttributesLost(say`no program on this system can read them`);
  if (found) throw new AttributesLost(say`GNU cp, which can copy them, is not installed`);
}

/** Other implementations print their help when they meet an unknown option. A program that is not there is none. */
function isGnu(program: string): Promise<boolean> {
  return run(program, ["--version"], PLAIN).then(
    ({ stdout }) => stdout.includes("coreutils"),
    () => false,
  );
}

type Probe = readonly [program: string, ...args: readonly string[]];

/** Programs that print something for each file with a list or an attribute, and nothing for other files. */
const PROBES = [
  ["/usr/bin/getfattr", "-d", "-m", "-", "--"],
  ["/bin/busybox", "getfattr", "-d", "--"],
  [
    "/usr/bin/python3",
    "-I",
    "-c",
    "import os, sys; print(*(name for file in sys.argv[1:] for name in os.listxattr(file)), end='')",
  ],
] as const;

/**
 * Whether one of the files has an access control list or an extended attribute. Undefined if no program here can tell.
 */
export async function attributesOf(
  files: readonly string[],
  probes: readonly Probe[] = PROBES,
): Promise<boolean | undefined> {
  for (const [program, ...args] of probes) {
    try {
      return (await run(program, [...args, ...files], PLAIN)).stdout !== "";
    } catch (error) {
      // A file system without support says so.
      if (/not supported/i.test(firstLine(error))) return false;
    }
  }
  return undefined;
}

function firstLine(error: unknown): string {
  const said = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
  return said.trim().split("\n").at(0) ?? "";
}
