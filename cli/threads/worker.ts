/** A thread: does what it was started for. The program of each task is loaded only where it is wanted. */

import { parentPort, workerData } from "node:worker_threads";
import type { Started } from "./thread.ts";

const { task, data }: Started = workerData;
if (parentPort === null) throw new Error("This is no program of its own.");

switch (task) {
  case "lint":
    (await import("../lint/lint-task.ts")).lintTask(parentPort, data);
    break;
  case "log":
    (await import("../explain/log/log-task.ts")).logTask(parentPort, data);
    break;
}
