/** The lock beside a file: of all our processes, only its holder writes the file. */

import fs, { type NoParamCallback, type PathLike } from "node:fs";
import { rmdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf } from "./system-errors.ts";

/**
 * Milliseconds. A lock that was not renewed for this long belongs to a process that crashed. Living holders renew it
 * every two seconds.
 */
const STALE_AFTER = 10_000;
const RENEW_EVERY = 2000;
/** Tries at 50 to 250 ms, so about a minute in which others can work. */
const TRIES = 400;

export interface HeldLock {
  /** False once another process has taken the lock, for example while this one was suspended. */
  isHeld(): boolean;
  release(): Promise<void>;
}

/** The path of a file's lock. A long name is cut, so files may share a lock. */
export function lockPath(target: string): string {
  return join(dirname(target), `.${basename(target).slice(0, 40)}.lock`);
}

/** Waits for the lock. Undefined if others hold it for too long. */
export async function takeLock(target: string, most: number = TRIES): Promise<HeldLock | undefined> {
  for (let tries = 0; tries < most; tries++) {
    const lock = await take(target);
    if (lock !== undefined) return lock;
    if (!(await clearStale(lockPath(target)))) await sleep(50 + Math.random() * 200);
  }
  return undefined;
}

/** Takes the lock if it is free. A lock that a crashed process left counts as taken. */
async function take(target: string): Promise<HeldLock | undefined> {
  const path = lockPath(target);
  // Each holder writes its own time, and so can tell its lock from the lock of the next holder.
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
    // A lock that this process lost is not its to release.
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
 * Removes a lock that a crashed process left; false if there is none. This takes a second lock: if two processes found
 * the old lock at once, one could otherwise remove the new lock of the other.
 */
async function clearStale(path: string): Promise<boolean> {
  if (!(await isStale(path))) return false;
  const release = await lockFolder(path, { stale: STALE_AFTER });
  if (release === undefined) return false;
  try {
    if (!(await isStale(path))) return false;
    await rmdir(path);
    return true;
  } catch (error) {
    // The second lock was old too, and another process that found it was faster.
    if (codeOf(error) === "ENOENT") return true;
    throw error;
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

/** Undefined if another process has it. */
async function lockFolder(
  target: string,
  options: FolderOptions,
): Promise<(() => Promise<void>) | undefined> {
  // Most commands write nothing, so this is loaded late.
  const { default: lockfile } = await import("proper-lockfile");
  try {
    const defaults = { realpath: false, update: RENEW_EVERY, onCompromised: () => undefined };
    return await lockfile.lock(target, { ...defaults, ...options });
  } catch (error) {
    if (codeOf(error) === "ELOCKED" || isGone(error)) return undefined;
    throw error;
  }
}

/** Whether another process removed the lock right after it was made, because it had found an old one there. */
export function isGone(error: unknown): boolean {
  return (
    codeOf(error) === "ENOENT" && error instanceof Error && "syscall" in error && error.syscall !== "mkdir"
  );
}
