/** One keeper for all runs of this process, alive from the first run until a while after the last one. */

import { here } from "../../platform/index.ts";
import { Keeper } from "./keeper.ts";

/** Milliseconds for which an idle keeper waits for another run. It never keeps its host alive. */
const LINGER = 1000;

let keeper: Keeper | undefined;
let leases = 0;
let lingering: NodeJS.Timeout | undefined;

/** The right to use the keeper, until it is given back. */
export interface KeeperLease {
  readonly keeper: Keeper;
  release(): void;
}

/**
 * The keeper, started if need be. Undefined on Windows, which has neither sh nor named pipes of this kind, and where no temporary
 * folder can be made; a run then does without true pipes, and without help after a crash of its host.
 */
export function leaseKeeper(): KeeperLease | undefined {
  if (!here.isUnix) return undefined;
  clearTimeout(lingering);
  if (keeper?.alive !== true) keeper = startKeeper();
  if (keeper === undefined) return undefined;
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

function startKeeper(): Keeper | undefined {
  try {
    return new Keeper();
  } catch {
    return undefined;
  }
}

/** Ends the keeper if no run uses it. A face calls it before it ends; without the call the keeper follows its host. */
export async function closeIdleKeeper(): Promise<void> {
  if (leases > 0 || keeper === undefined) return;
  clearTimeout(lingering);
  const closing = keeper;
  keeper = undefined;
  await closing.close();
}
