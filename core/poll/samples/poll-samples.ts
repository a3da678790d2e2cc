/** A series of samples, one after the other or by several workers at once, each repeated as often as wanted. */

import { datagramOf, type KeyRequest } from "../../manager/index.ts";
import { leaseKeeper } from "../keeper/keeper-lease.ts";
import { ownSignal } from "../target/own-signal.ts";
import { type Asking, ask, type PollTarget } from "../target/target.ts";
import { type Variation, variationOf } from "./variation.ts";

export interface SamplesOptions extends PollTarget {
  /** Number of concurrent requests: the manager's `threads`. Default 1. */
  readonly workers?: number | undefined;
  /** How often each sample is asked. Default 1. */
  readonly repeat?: number | undefined;
  /** Do not ask again if the script cannot be started, or nothing listens at the socket. */
  readonly stopAtObstacle?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called before a sample is asked. `sample` is its index. */
  readonly onStart?: ((sample: number) => void) | undefined;
  /** Called with every completed request, in the order in which they end. */
  readonly onAsked?: ((asking: Asking, progress: SamplesProgress) => void) | undefined;
}

export interface SamplesProgress {
  readonly request: KeyRequest;
  /** Index of the sample. */
  readonly sample: number;
  readonly done: number;
  readonly total: number;
}

export interface AskedSample {
  readonly request: KeyRequest;
  /** In the order in which they ended. Fewer than wanted if the caller cancelled, or after an obstacle. */
  readonly askings: readonly Asking[];
  /** How they differ. Undefined if all are the same, or if there is nothing to compare. */
  readonly variation: Variation | undefined;
}

/** Asks for every sample `repeat` times, round after round, and says for each whether its answers agree. */
export async function pollSamples(
  samples: readonly KeyRequest[],
  options: SamplesOptions,
): Promise<readonly AskedSample[]> {
  const { workers = 1, repeat = 1, stopAtObstacle = false, onStart, onAsked } = options;
  const tasks = Array.from({ length: repeat }, () => [...samples.entries()]).flat();
  const askings = samples.map((): Asking[] => []);
  const { signal, abort, forget } = ownSignal(options.signal);
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let task = tasks[next++]; task !== undefined && !signal.aborted; task = tasks[next++]) {
      const [sample, request] = task;
      onStart?.(sample);
      const asking = await ask(options, request, signal);
      if (asking.cancelled) return;
      askings[sample]?.push(asking);
      onAsked?.(asking, { request, sample, done: ++done, total: tasks.length });
      if (stopAtObstacle && asking.obstacle !== undefined) abort();
    }
  };
  const lease = leaseKeeper();
  try {
    await Promise.all(Array.from({ length: Math.max(1, workers) }, work));
  } finally {
    forget();
    lease.release();
  }
  return samples.map((request, at) => {
    const given = askings[at] ?? [];
    const sources = given.map(({ source }) => source);
    return {
      request,
      askings: given,
      variation: variationOf(datagramOf(request), sources, options.release),
    };
  });
}
