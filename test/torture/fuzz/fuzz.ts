/** The properties, tried with random inputs in as many threads as there are processors. */

import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { FuzzNews, FuzzOrder } from "./worker.ts";

export interface FuzzRow {
  readonly property: string;
  inputs: number;
  milliseconds: number;
  readonly failures: string[];
}

/** Seeds of two threads lie so far apart that they never meet. */
const SEEDS_A_THREAD = 10_000_000;

export async function fuzz(order: FuzzOrder): Promise<readonly FuzzRow[]> {
  const rows = new Map<string, FuzzRow>();
  const threads = availableParallelism();
  const run = (thread: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const seed = order.seed + thread * SEEDS_A_THREAD;
      const workerData: FuzzOrder = { ...order, seed, inputs: Math.ceil(order.inputs / threads) };
      const worker = new Worker(new URL("worker.ts", import.meta.url), { workerData });
      worker.on("message", ({ property, inputs, milliseconds, failure }: FuzzNews) => {
        const row = rows.get(property) ?? { property, inputs: 0, milliseconds: 0, failures: [] };
        rows.set(property, row);
        row.inputs += inputs;
        row.milliseconds += milliseconds;
        if (failure !== undefined) row.failures.push(failure);
      });
      worker.once("error", reject);
      worker.once("exit", () => resolve());
    });
  await Promise.all(Array.from({ length: threads }, (_, thread) => run(thread)));
  return [...rows.values()];
}
