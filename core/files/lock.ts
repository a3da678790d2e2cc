/** The lock beside a file: who holds it is the only one of us that writes the file. */

import fs, { type NoParamCallback, type PathLike } from "node:fs";
import { rmdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf } from "./system-errors.ts";

/** A lock whose holder has not renewed it for so long belongs to a process that crashed. Living holders renew it every two seconds. */
const STALE_AFTER = 10_000;
const RENEW_EVERY = 2000;
/** Tries at 50 to 250 ms: about a minute of others' work. */
const TRIES = 400;

export interface HeldLock {
  /** False once another process has taken the lock, for example after this one stood still. */
  isHeld(): boolean;
  release(): Promise<void>;
}

/** Where the lock of a file lies; a long name is cut, and files may share a lock. */
export function lockPath(target: string): string {
  return join(dirname(target), `.${basename(target).slice(0, 40)}.lock`);
}

/** Waits for the lock; undefined where others hold it for too long. */
export async function takeLock(target: string): Promise<HeldLock | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    const lock = await take(target);
    if (lock !== undefined) return lock;
    if (!(await clearStale(lockPath(target)))) await sleep(50 + Math.random() * 200);
  }
  return undefined;
}

/** The lock, where nobody holds it; one that a crash left counts as held. */
async function take(target: string): Promise<HeldLock | undefined> {
  const path = lockPath(target);
  // Each holder writes a time of its own, by which it knows its lock from that of the next one.
  let written: number | undefined;
  const timeOf = (): number | undefined => fs.statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  const isHeld = (): boolean => written !== undefined && timeOf() === written;
  const guarded = {
    ...fs,
    utimes: (lock: PathLike, accessed: Date, modified: Date, done: NoParamCallback): void => {
      try {
        fs.utimesSync(lock, accessed, modified);
        written = timeOf();
        done(null);
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
    // A lock that was lost is somebody else's to give back.
    rmdir: (lock: PathLike, done: NoParamCallback): void => (isHeld() ? fs.rmdir(lock, done) : done(null)),
    rmdirSync: (lock: PathLike): void => {
      if (isHeld()) fs.rmdirSync(lock);
    },
  };
  const lose = (): void => {
    written = undefined;
  };
  const release = await lockFolder(target, {
    fs: guarded,
    lockfilePath: path,
    stale: Number.MAX_SAFE_INTEGER,
    onCompromised: lose,
  });
  return release === undefined ? undefined : { isHeld, release: () => release().catch(lose) };
}

/**
 * Removes a lock that a crash left; false where there is none. Under a lock of its own: of two that find the old lock at once, the
 * second would else remove the new lock of the first.
 */
async function clearStale(path: string): Promise<boolean> {
  if (!(await isStale(path))) return false;
  const release = await lockFolder(path, { stale: STALE_AFTER });
  if (release === undefined) return false;
  try {
    if (!(await isStale(path))) return false;
    await rmdir(path);
    return true;
  } finally {
    await release().catch(() => undefined);
  }
}

async function isStale(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  return stats !== undefined && stats.mtimeMs < Date.now() - STALE_AFTER;
}

interface FolderOptions {
  readonly stale: number;
  readonly fs?: object;
  readonly lockfilePath?: string;
  readonly onCompromised?: () => void;
}

/** Undefined where another has it. */
async function lockFolder(
  target: string,
  options: FolderOptions,
): Promise<(() => Promise<void>) | undefined> {
  // Most commands write nothing.
  const { default: lockfile } = await import("proper-lockfile");
  try {
    const defaults = { realpath: false, update: RENEW_EVERY, onCompromised: () => undefined };
    return await lockfile.lock(target, { ...defaults, ...options });
  } catch (error) {
    if (codeOf(error) === "ELOCKED") return undefined;
    throw error;
  }
}
