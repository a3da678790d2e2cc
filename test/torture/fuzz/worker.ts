/** A thread that tests the properties in turn until the time is over or its share of inputs is used up. */

import { parentPort, workerData } from "node:worker_threads";
import fc from "fast-check";
import { properties } from "./properties.ts";

/** What a thread is asked for. */
export interface FuzzOrder {
  readonly seed: number;
  /** By `performance.now()` of the thread. */
  readonly milliseconds: number;
  readonly inputs: number;
}

/** What a thread reports after each batch of one property. */
export interface FuzzNews {
  readonly property: string;
  readonly inputs: number;
  readonly milliseconds: number;
  /** The seed and fast-check's report, if the property fails. */
  readonly failure: string | undefined;
}

const BATCH = 50;

const { seed, milliseconds, inputs } = workerData as FuzzOrder;
const begun = performance.now();
const all = properties.map((property) => ({ ...property, spent: 0, batches: 0 }));
let left = inputs;
while (left > 0 && performance.now() - begun < milliseconds) {
  // An equal share of the time for each.
  const turn = all.reduce((least, each) => (each.spent < least.spent ? each : least));
  const start = performance.now();
  const own = seed + turn.batches++;
  const result = await fc.check(turn.runs, { seed: own, numRuns: Math.min(BATCH, left) });
  turn.spent += performance.now() - start;
  left -= result.numRuns;
  const news: FuzzNews = {
    property: turn.name,
    inputs: result.numRuns,
    milliseconds: performance.now() - start,
    failure: result.failed ? `--seed ${own}: ${await fc.asyncDefaultReportMessage(result)}` : undefined,
  };
  parentPort?.postMessage(news);
}
