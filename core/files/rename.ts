/** Renames a file. On Windows this fails while another program has the file open. */

import { rename } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { here } from "../platform/index.ts";
import { mayBeHeldOpen } from "./system-errors.ts";

/** Milliseconds between tries: scanners and indexers soon close a file. */
const WAITS = here.isUnix ? [] : [10, 30, 100, 300, 500, 1000];

/** As `rename`, but also for a file that another program has open for a moment. */
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
