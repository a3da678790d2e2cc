/** One keeper for all runs of this process. It lives from the first run until some time after the last one. */

import { here } from "../../platform/index.ts";
import { Keeper } from "./keeper.ts";
import { type RunMark, RunMarks } from "./run-mark.ts";

/** Milliseconds for which an idle keeper waits for another run. It never keeps its host alive. */
const LINGER = 1000;

let keeper: Keeper | undefined;
let leases = 0;
let lingering: NodeJS.Timeout | undefined;

/** The right to use the keeper, until it is given back. */
export interface KeeperLease {
  /**
   * Undefined on Windows, which has no sh and no such named pipes, and if no temporary folder can be made. A run then
   * has no true pipes, and no clean-up after a crash of its host.
   */
  readonly keeper: Keeper | undefined;
  release(): void;
}

/** The keeper, started if necessary. */
export function leaseKeeper(): KeeperLease {
  clearTimeout(lingering);
  if (keeper?.alive !== true) keeper = startKeeper();
  leases++;
  let held = true;
  const release = (): void => {
    if (!held) return;
    held = false;
    leases--;
    if (leases === 0) lingering = setTimeout(() => void closeIdleKeeper(), LINGER).unref();
  };
  return { keeper, release };
}

/** Runs something with the keeper, if there is one, and a mark of its own. */
export async function withKeeper<Value>(
  use: (keeper: Keeper | undefined, mark: RunMark) => Promise<Value>,
): Promise<Value> {
  const lease = leaseKeeper();
  try {
    return await use(lease.keeper, markFrom(lease.keeper));
  } finally {
    lease.release();
  }
}

/** A mark for one run. */
export function markFrom(keeper: Keeper | undefined): RunMark {
  return keeper?.nextMark() ?? new RunMarks().next();
}

function startKeeper(): Keeper | undefined {
  try {
    return here.isUnix ? new Keeper() : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Ends the keeper if no run uses it. A face calls this before it ends; without the call the keeper ends with its host.
 */
export async function closeIdleKeeper(): Promise<void> {
  if (leases > 0 || keeper === undefined) return;
  clearTimeout(lingering);
  const closing = keeper;
  keeper = undefined;
  await closing.close();
}
