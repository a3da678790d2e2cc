/** The lock beside a file: who holds it is the only one of us that writes the file. */

import { basename, dirname, join } from "node:path";
import { codeOf } from "./system-errors.ts";

/** A lock whose holder has not renewed it for so long belongs to a process that crashed. Living holders renew it every two seconds. */
const STALE_AFTER = 10_000;
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
  let held = true;
  const lose = (): void => {
    held = false;
  };
  // Most commands write nothing.
  const { default: lockfile } = await import("proper-lockfile");
  try {
    const release = await lockfile.lock(target, {
      realpath: false,
      lockfilePath: lockPath(target),
      stale: STALE_AFTER,
      update: 2000,
      retries: { retries: TRIES, factor: 1.1, minTimeout: 50, maxTimeout: 250, randomize: true },
      onCompromised: lose,
    });
    // A lock that was lost is somebody else's to give back.
    return { isHeld: () => held, release: () => release().catch(lose) };
  } catch (error) {
    if (codeOf(error) === "ELOCKED") return undefined;
    throw error;
  }
}
