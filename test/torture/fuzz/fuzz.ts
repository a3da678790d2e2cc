/** The properties, tested with random inputs in as many threads as there are processors. */

import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Row } from "../table.ts";
import type { FuzzNews, FuzzOrder } from "./worker.ts";

export interface FuzzRow extends Row {
  readonly property: string;
  inputs: number;
  milliseconds: number;
  perMinuteAndThread: number;
}

/** The seeds of two threads are so far apart that they never meet. */
const SEEDS_A_THREAD = 10_000_000;

export async function fuzz(order: FuzzOrder, rows: FuzzRow[]): Promise<void> {
  const rowOf = (property: string): FuzzRow => {
    const found = rows.find((each) => each.property === property);
    if (found !== undefined) return found;
    const row = { property, inputs: 0, milliseconds: 0, perMinuteAndThread: 0, wrong: [] };
    rows.push(row);
    return row;
  };
  const threads = availableParallelism();
  const run = (thread: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const seed = order.seed + thread * SEEDS_A_THREAD;
      const workerData: FuzzOrder = { ...order, seed, inputs: Math.ceil(order.inputs / threads) };
      const worker = new Worker(new URL("worker.ts", import.meta.url), { workerData });
      worker.on("message", ({ property, inputs, milliseconds, failure }: FuzzNews) => {
        const row = rowOf(property);
        row.inputs += inputs;
        row.milliseconds += Math.round(milliseconds);
        row.perMinuteAndThread = Math.round((row.inputs * 60_000) / row.milliseconds);
        if (failure !== undefined) row.wrong.push(`${property}: ${failure}`);
      });
      worker.once("error", reject);
      worker.once("exit", () => resolve());
    });
  await Promise.all(Array.from({ length: threads }, (_, thread) => run(thread)));
}
