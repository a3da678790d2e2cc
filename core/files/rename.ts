/** Giving a file another name, also on Windows, where another program that has a file open is in the way. */

import { rename } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { here } from "../platform/index.ts";
import { mayBeHeldOpen } from "./system-errors.ts";

/** Milliseconds between tries: scanners and indexers let go of a file soon. */
const WAITS = here.isUnix ? [] : [10, 30, 100, 300, 500, 1000];

/** As `rename`, but for a file that is held open for a moment only. */
export async function renamePatiently(from: string, to: string): Promise<void> {
  for (const wait of WAITS) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!mayBeHeldOpen(error)) throw error;
      await sleep(wait);
    }
  }
  await rename(from, to);
}
