/** Replacing a file so that nothing is ever lost: all or nothing, same mode and owner, with a backup where it is live. */

import { randomUUID } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { chmod, chown, copyFile, open, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

export interface ReplaceOptions {
  /** Keep the old content beside the file, with the time in its name. */
  readonly backup: boolean;
}

export type Replacement =
  | { readonly kind: "written"; readonly backup: string | undefined }
  /** Nothing has changed; the reason names what to do. */
  | { readonly kind: "failed"; readonly reason: string };

/**
 * Writes `bytes` to a temporary file in the same folder, gives it mode and owner of the old file, and moves it into place.
 * A crash at any moment leaves either the old file or the new one. A link stays one: what it leads to is replaced.
 */
export async function replaceFile(
  path: string,
  bytes: Uint8Array,
  options: ReplaceOptions,
): Promise<Replacement> {
  const target = await realpath(path).catch(() => path);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID().slice(0, 8)}`);
  try {
    const old = await stat(target).catch(() => undefined);
    await writeDurably(temporary, bytes);
    if (old !== undefined) await makeAlike(temporary, old);
    const backup = old !== undefined && options.backup ? await keepBackup(target, old) : undefined;
    await rename(temporary, target);
    return { kind: "written", backup };
  } catch (error) {
    await rm(temporary, { force: true });
    return { kind: "failed", reason: `${path} was not changed: ${reasonOf(error)}` };
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives a file the owner, the group and the mode of another; an error where that may not be, for a mode speaks of its group. */
async function makeAlike(path: string, { uid, gid, mode }: Stats): Promise<void> {
  const made = await stat(path);
  if (made.uid !== uid || made.gid !== gid) await chown(path, uid, gid);
  await chmod(path, mode & 0o7777);
}

async function keepBackup(path: string, old: Stats): Promise<string> {
  const backup = await copyUnderNewName(path, new Date().toISOString().replace(/[-:]/g, "").slice(0, 15));
  await makeAlike(backup, old);
  return backup;
}

/** An older backup is never overwritten, not even one of the same second. */
async function copyUnderNewName(path: string, time: string, again = 0): Promise<string> {
  const backup = `${path}.${time}${again === 0 ? "" : `-${again}`}.bak`;
  try {
    await copyFile(path, backup, constants.COPYFILE_EXCL);
    return backup;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return await copyUnderNewName(path, time, again + 1);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "you may not write here. Run as the owner of the file, or with sudo.",
  EPERM: "its owner, group or mode may not be kept. Run as its owner and in its group, or with sudo.",
  ENOSPC: "the disk is full. Free some space and try again.",
  EROFS: "the file system is read-only.",
  ENOENT: "the folder does not exist.",
};

function reasonOf(error: unknown): string {
  const { code, message } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : { code: "", message: String(error) };
  return reasons[code ?? ""] ?? message;
}
