/** Starting threads. Their program is one file beside this one, for every task. */

import { Worker } from "node:worker_threads";
import { carried } from "../../core/files/carried.ts";
import type { LogPart } from "../explain/log/log-task.ts";
import type { ThreadSettings } from "../lint/lint-task.ts";

/** A task with what it needs to begin. */
export type Started =
  | { readonly task: "lint"; readonly data: ThreadSettings }
  | { readonly task: "log"; readonly data: LogPart };

/** A thread with its program: from inside a single executable, or else as built, beside the other parts. */
export function startThread(workerData: Started): Worker {
  const inside = carried("worker.cjs")?.toString();
  if (inside !== undefined) return new Worker(inside, { eval: true, workerData });
  return new Worker(new URL("../worker.mjs", import.meta.url), { workerData });
}
