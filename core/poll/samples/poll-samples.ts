/** A row of samples, one after the other or by several workers at once, each as often as wanted. */

import { datagramOf, type KeyRequest } from "../../manager/index.ts";
import { leaseKeeper } from "../keeper/keeper-lease.ts";
import type { PollOptions } from "../run/options.ts";
import { runPoll } from "../run/poll.ts";
import type { PollRun } from "../run/poll-run.ts";
import { type Variation, variationOf } from "./variation.ts";

export interface SamplesOptions extends Omit<PollOptions, "request" | "onProgress"> {
  /** Scripts that run at once: the manager's `threads`. Default 1. */
  readonly workers?: number | undefined;
  /** How often each sample is asked. Default 1. */
  readonly repeat?: number | undefined;
  /** Called after each run, in the order in which runs end. */
  readonly onRun?: ((run: PollRun, progress: SamplesProgress) => void) | undefined;
}

export interface SamplesProgress {
  readonly request: KeyRequest;
  readonly done: number;
  readonly total: number;
}

export interface SampleRuns {
  readonly request: KeyRequest;
  /** In the order of their ends; fewer than asked for where the caller cancelled. */
  readonly runs: readonly PollRun[];
  /** How the runs differ; undefined where all gave the same, or there is nothing to compare. */
  readonly variation: Variation | undefined;
}

/** Polls every sample `repeat` times, round after round, and says for each whether its runs agree. */
export async function pollSamples(
  samples: readonly KeyRequest[],
  options: SamplesOptions,
): Promise<readonly SampleRuns[]> {
  const { workers = 1, repeat = 1, onRun, signal } = options;
  const tasks = Array.from({ length: repeat }, () => [...samples.keys()]).flat();
  const runs = samples.map((): PollRun[] => []);
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < tasks.length && signal?.aborted !== true) {
      const sample = tasks[next++] ?? 0;
      const request = samples[sample];
      if (request === undefined) return;
      const run = await runPoll({ ...options, request });
      if (!run.cancelled) runs[sample]?.push(run);
      done++;
      onRun?.(run, { request, done, total: tasks.length });
    }
  };
  const lease = leaseKeeper();
  try {
    await Promise.all(Array.from({ length: Math.max(1, workers) }, work));
  } finally {
    lease?.release();
  }
  return samples.map((request, at) => {
    const ofSample = runs[at] ?? [];
    return {
      request,
      runs: ofSample,
      variation: variationOf(datagramOf(request), ofSample, options.release),
    };
  });
}
