/**
 * Giving a new file what the old one had: owner, group, mode, access control list and extended attributes (SELinux among them).
 * Node reaches the last two only by copying a file, and on Linux not even so; there GNU cp does it. It is the one process that this room starts.
 */

import { execFile } from "node:child_process";
import type { BigIntStats } from "node:fs";
import { chmod, chown, copyFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { codeOf } from "./system-errors.ts";

const run = promisify(execFile);

/** Only of the system: a PATH may lead anywhere. */
const PROGRAMS = ["/bin/cp", "/usr/bin/cp", "/run/current-system/sw/bin/cp"];

/** What could not be kept. */
export class AttributesLost extends Error {}

/** Makes the empty file `made` in the likeness of `path`. Throws where that may not be, for then others could read what they must not. */
export async function makeAlike(path: string, made: string, { uid, gid, mode }: BigIntStats): Promise<void> {
  // The copy of macOS takes lists and attributes along; the content is written over it.
  if (process.platform === "darwin") await copyFile(path, made);
  const own = await stat(made, { bigint: true });
  if (own.uid !== uid || own.gid !== gid) await chown(made, Number(uid), Number(gid));
  if (process.platform === "linux") await copyAttributes(path, made);
  await chmod(made, Number(mode & 0o7777n));
}

async function copyAttributes(path: string, made: string): Promise<void> {
  const options = ["--attributes-only", "--preserve=mode,xattr", "--", path, made];
  for (const program of PROGRAMS) {
    try {
      await run(program, options, { env: { LC_ALL: "C" } });
      return;
    } catch (error) {
      if (codeOf(error) === "ENOENT") continue;
      throw new AttributesLost(await reasonOf(program, error));
    }
  }
  throw new AttributesLost("there is no cp");
}

/** What cp says, in one line; busybox has no such options and prints its help. */
async function reasonOf(program: string, error: unknown): Promise<string> {
  const isGnu = await run(program, ["--version"], { env: { LC_ALL: "C" } }).then(
    ({ stdout }) => /coreutils/.test(stdout),
    () => false,
  );
  if (!isGnu) return `${program} is not the one of GNU coreutils`;
  const said = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
  return said.trim().split("\n")[0] ?? "cp failed";
}
