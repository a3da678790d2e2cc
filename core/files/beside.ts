/** What lies beside a file while it is replaced: the draft of the new content, and the backup of the old. */

import { link, lstat, open, readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { makeAlike } from "./attributes.ts";
import { renamePatiently } from "./rename.ts";
import { type Standing, stillStands } from "./standing.ts";
import { codeOf } from "./system-errors.ts";

export interface DraftOptions {
  /** Mode of a file that is new, less the umask; else only its owner may read it. */
  readonly mode?: number;
  /** The mode that the file has afterwards, whatever it had before and whatever the umask is. */
  readonly exactMode?: number;
  /** False for what has to outlast this program, but not a power cut: the disk is not waited for. */
  readonly durable?: boolean;
}

/** Rights come before content, so that nobody reads it who must not. */
export async function writeDraft(
  draft: string,
  bytes: Uint8Array,
  target: string,
  old: Standing | undefined,
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

/** Gives the draft the name of the file. "changed" where another program wrote up to the last moment: then what it wrote is in place. */
export async function moveIntoPlace(
  draft: string,
  target: string,
  old: Standing | undefined,
  wantsBackup: boolean,
): Promise<{ readonly backup: string | undefined } | "changed"> {
  if (old === undefined) {
    // A link, unlike a rename, replaces nothing that came meanwhile.
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
    // Who had the old file open, or opened it a moment ago, wrote into what is now the second name.
    if (kept?.isOldFile === true && !(await stillStands(kept.path, old))) {
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
  /** The old file itself under a second name, and no copy. */
  readonly isOldFile: boolean;
}

/** The old file under a second name: whole at any moment, with all its rights. Where there are no links, a backup is a copy. */
async function keepOld(target: string, old: Standing, wantsBackup: boolean): Promise<KeptOld | undefined> {
  for (let again = 0; ; again++) {
    const path = wantsBackup ? backupPath(target, again) : draftBeside(target);
    try {
      await link(target, path);
      return { path, isOldFile: true };
    } catch (error) {
      // An older backup is never overwritten, not even one of the same second.
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

/** Whether the file system has no hard links, or no more for this file or this user. */
function hasNoLinks(error: unknown): boolean {
  return ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"].includes(codeOf(error));
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

async function copyOld(target: string, copy: string, old: Standing): Promise<void> {
  const draft = draftBeside(target);
  try {
    await writeDraft(draft, old.bytes, target, old);
    await renamePatiently(draft, copy);
  } finally {
    await rm(draft, { force: true });
  }
}

/** A name that no file has yet. */
export function draftBeside(target: string): string {
  return join(dirname(target), `${draftPrefix(target)}${crypto.randomUUID().slice(0, 8)}`);
}

function draftPrefix(target: string): string {
  return `.keypoll-${basename(target).slice(0, 40)}-`;
}

/** Drafts of processes that crashed: under the lock nobody else has one. */
export async function removeLeftovers(target: string): Promise<void> {
  const prefix = draftPrefix(target);
  const names = await readdir(dirname(target)).catch(() => []);
  const drafts = names.filter(
    (name) => name.startsWith(prefix) && /^[0-9a-f]{8}$/.test(name.slice(prefix.length)),
  );
  for (const name of drafts) await rm(join(dirname(target), name), { force: true }).catch(() => undefined);
}

/** So that the new name outlasts a power cut; not every system has folders that can be opened. */
export async function makeDurable(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
