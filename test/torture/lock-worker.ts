/** One of many processes that take one lock: `lock-worker.ts FILE ROUNDS`. */

import { closeSync, openSync, unlinkSync, utimesSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { lockPath, takeLock } from "../../core/files/lock.ts";
import type { LockNews } from "./locks.ts";

/** Maximum milliseconds for which the lock is held. */
const LONGEST = 3;

const [, , target = "", rounds = ""] = process.argv;
const sign = `${target}.held`;
let [taken, crashed, shared, lost] = [0, 0, 0, 0];
for (let round = 0; round < Number(rounds); round++) {
  const lock = await takeLock(target);
  if (lock === undefined) throw new Error("Others held the lock for too long.");
  taken++;
  const isAlone = putUp();
  if (!isAlone) shared++;
  await sleep(Math.random() * LONGEST);
  if (!lock.isHeld()) lost++;
  if (isAlone) unlinkSync(sign);
  if (Math.random() < 0.5) {
    crashed++;
    // This lock belongs to another process now.
    utimesSync(lockPath(target), new Date(0), new Date(0));
  }
  await lock.release();
}
console.log(JSON.stringify({ taken, crashed, shared, lost } satisfies LockNews));

/** Creates a file that only one process can create. */
function putUp(): boolean {
  try {
    closeSync(openSync(sign, "wx"));
    return true;
  } catch {
    return false;
  }
}
