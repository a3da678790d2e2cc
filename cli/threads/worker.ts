/** The program of a thread: does what it was started for. Each task is loaded only where it is wanted. */

import { parentPort, workerData } from "node:worker_threads";
import type { Started } from "./thread.ts";

const { task, data }: Started = workerData;
const port = parentPort;
if (port === null) throw new Error("This file is not a separate program.");

// The single executable takes no module that waits at its top level. What is rejected ends the thread with an error.
switch (task) {
  case "lint":
    void import("../lint/lint-task.ts").then(({ lintTask }) => lintTask(port, data));
    break;
  case "log":
    void import("../explain/log/log-task.ts").then(({ logTask }) => logTask(port, data));
    break;
}
