/** The files beside a file that is being replaced: the draft of the new content, and the backup of the old content. */

import { link, lstat, open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { here } from "../platform/index.ts";
import { makeAlike } from "./attributes.ts";
import { type ExistingFile, isUnchangedSince } from "./existing-file.ts";
import { codeOf, mayBeHeldOpen } from "./system-errors.ts";

export interface DraftOptions {
  /** Mode of a new file, reduced by the umask. Default: only the owner can read it. */
  readonly mode?: number;
  /** The mode of the file after the write, whatever its mode was before and whatever the umask is. */
  readonly exactMode?: number;
  /** False for a file that must outlast this program but not a power cut: the write does not wait for the disk. */
  readonly durable?: boolean;
}

/** The permissions are set before the content is written, so that nobody can read it without permission. */
export async function writeDraft(
  draft: string,
  bytes: Uint8Array,
  target: string,
  old: ExistingFile | undefined,
  { mode = 0o600, exactMode, durable = true }: DraftOptions = {},
): Promise<void> {
  const file = await open(draft, "wx", old === undefined && exactMode === undefined ? mode : 0o600);
  try {
    if (old !== undefined) await makeAlike(target, draft, old.stats);
    if (exactMode !== undefined) await file.chmod(exactMode);
    await file.truncate();
    await file.writeFile(bytes);
    if (durable) await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Renames the draft to the file. "changed" if another program wrote until the last moment: its content then stays in
 * place.
 */
export async function moveIntoPlace(
  draft: string,
  target: string,
  old: ExistingFile | undefined,
  wantsBackup: boolean,
): Promise<{ readonly backup: string | undefined } | "changed"> {
  if (old === undefined) {
    // Unlike a rename, a link does not replace a file that another program has just made.
    try {
      await link(draft, target);
    } catch (error) {
      if (codeOf(error) === "EEXIST") return "changed";
      if (!hasNoLinks(error)) throw error;
      await renamePatiently(draft, target);
    }
    return { backup: undefined };
  }
  const kept = await keepOld(target, old, wantsBackup);
  try {
    await renamePatiently(draft, target);
    // A program that had the old file open, or opened it a moment ago, has now written to the second name.
    if (kept?.isOldFile === true && !(await isUnchangedSince(kept.path, old))) {
      await renamePatiently(kept.path, target);
      return "changed";
    }
  } catch (error) {
    if (kept !== undefined) await rm(kept.path, { force: true });
    throw error;
  }
  if (wantsBackup) return { backup: kept?.path };
  if (kept !== undefined) await rm(kept.path, { force: true });
  return { backup: undefined };
}

interface KeptOld {
  readonly path: string;
  /** True for the old file itself under a second name; false for a copy. */
  readonly isOldFile: boolean;
}

/**
 * Keeps the old file under a second name: complete at any moment, with all its permissions. Without hard links, a
 * backup is a copy.
 */
async function keepOld(
  target: string,
  old: ExistingFile,
  wantsBackup: boolean,
): Promise<KeptOld | undefined> {
  for (let again = 0; ; again++) {
    const path = wantsBackup ? backupPath(target, again) : draftBeside(target);
    try {
      await link(target, path);
      return { path, isOldFile: true };
    } catch (error) {
      // Never overwrites an older backup, not even one of the same second.
      if (codeOf(error) === "EEXIST") continue;
      if (!hasNoLinks(error)) throw error;
      if (!wantsBackup) return undefined;
      if (await isThere(path)) continue;
      await copyOld(target, path, old);
      return { path, isOldFile: false };
    }
  }
}

function backupPath(target: string, again: number): string {
  const time = new Date().toISOString().replace(/[-:]/g, "").slice(0, 15);
  return `${target}.${time}${again === 0 ? "" : `-${again}`}.bak`;
}

/** Whether the file system has no hard links, or allows no more of them for this file or this user. */
export function hasNoLinks(error: unknown): boolean {
  return ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"].includes(codeOf(error));
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

async function copyOld(target: string, copy: string, old: ExistingFile): Promise<void> {
  const draft = draftBeside(target);
  try {
    await writeDraft(draft, old.bytes, target, old);
    await renamePatiently(draft, copy);
  } finally {
    await rm(draft, { force: true });
  }
}

/** A file name that is not in use. */
export function draftBeside(target: string): string {
  return join(dirname(target), `${draftPrefix(target)}${crypto.randomUUID().slice(0, 8)}`);
}

function draftPrefix(target: string): string {
  return `.keypoll-${basename(target).slice(0, 40)}-`;
}

/** Removes the drafts of processes that crashed. Under the lock, no other process has a draft. */
export async function removeLeftovers(target: string): Promise<void> {
  const prefix = draftPrefix(target);
  const names = await readdir(dirname(target)).catch(() => []);
  const drafts = names.filter(
    (name) => name.startsWith(prefix) && /^[0-9a-f]{8}$/.test(name.slice(prefix.length)),
  );
  for (const name of drafts) await rm(join(dirname(target), name)).catch(() => undefined);
}

/** Makes the new name outlast a power cut. Not every system can open folders. */
export async function makeDurable(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** Milliseconds between tries: scanners and indexers soon close a file. */
const WAITS = here.isUnix ? [] : [10, 30, 100, 300, 500, 1000];

/** As `rename`. On Windows that fails while another program has the file open, so this tries again. */
export async function renamePatiently(
  from: string,
  to: string,
  waits: Iterable<number> = WAITS,
): Promise<void> {
  for (const wait of waits) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!mayBeHeldOpen(error)) throw error;
      await sleep(wait);
    }
  }
  await rename(from, to);
}
