/** Rehearsing a storm: real runs with the asked setting, then short drains with other numbers of threads to calibrate on. */

import type { KeyRequest, KeyStore, ManagerSettings } from "../../manager/index.ts";
import {
  calibrate,
  type Measured,
  MOST_THREADS,
  type Rehearsal,
  type Rhythm,
} from "../../rehearsal/index.ts";
import { leaseKeeper } from "../keeper/keeper-lease.ts";
import { ask, type PollTarget } from "../target/target.ts";
import { runStorm, type StormProgress, type StormResult } from "./storm-run.ts";

export interface RehearsalOptions {
  readonly target: PollTarget;
  /** What the script is asked for in the agents' names, in turn; at least one. */
  readonly requests: readonly KeyRequest[];
  readonly known: KeyStore;
  readonly settings: ManagerSettings;
  readonly agents: number;
  readonly threads: number;
  readonly queueSize: number;
  readonly rhythm: Rhythm;
  /** Most runs of the storm. */
  readonly limit?: number | undefined;
  /** Seconds after which the storm begins no further run; without them and without a limit it ends when all agents are in. */
  readonly durationSeconds?: number | undefined;
  /** Numbers of threads that are measured beside the asked one; default 1, 2, 4, 8, 16, 32. Empty for none. */
  readonly levels?: readonly number[] | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: RehearsalProgress) => void) | undefined;
}

/** What goes on: the storm itself, or a drain with some number of threads. */
export interface RehearsalProgress extends StormProgress {
  readonly stage: "storm" | "level";
  readonly threads: number;
}

export const DEFAULT_LEVELS: readonly number[] = [1, 2, 4, 8, 16, MOST_THREADS];

/** Seconds of a storm whose queue takes nothing in, a `queue_size` of 1: no number of runs would ever end it. */
const SECONDS_OF_NOTHING = 2;

/** Two such drains are enough for a mean that is good to some percent, and not so many that a slow script takes minutes. */
const RUNS_PER_DRAIN = 20;
const SECONDS_PER_DRAIN = 1.5;

/** Rehearses. Whatever scripts do is a result; nothing that they cause is thrown, and none of them is alive afterwards. */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsal> {
  const { threads, queueSize, signal, levels: wanted = DEFAULT_LEVELS } = options;
  const { durationSeconds = queueSize < 2 ? SECONDS_OF_NOTHING : undefined } = options;
  const lease = leaseKeeper();
  try {
    const storm = await stage({ ...options, durationSeconds }, "storm");
    const levels: Measured[] = [];
    const others = wanted.filter((level) => level !== threads);
    // There and back: other work on the machine that comes or goes meanwhile shows as a difference between the two.
    for (const each of [...others, ...others.toReversed()]) {
      if (signal?.aborted === true || storm.obstacle !== undefined) break;
      const runs = Math.max(RUNS_PER_DRAIN, 2 * each);
      const drain = {
        threads: each,
        agents: runs,
        queueSize: runs + 1,
        rhythm: AT_ONCE,
        limit: runs,
        durationSeconds: SECONDS_PER_DRAIN,
      };
      const { measured } = await stage({ ...options, ...drain }, "level");
      levels.push(measured);
    }
    return {
      origin: "measured",
      storm: storm.measured,
      levels,
      calibration: calibrate([storm.measured, ...levels]),
      obstacle: storm.obstacle,
      cancelled: signal?.aborted === true,
    };
  } finally {
    lease?.release();
  }
}

/** All ask at the same moment, and nobody asks again while the drain lasts. */
const AT_ONCE: Rhythm = { retrySeconds: 86_400, spreadSeconds: 0, reloadSeconds: 0 };

function stage(options: RehearsalOptions, name: RehearsalProgress["stage"]): Promise<StormResult> {
  const { target, onProgress, threads, limit, durationSeconds, signal } = options;
  return runStorm({
    ...options,
    limit,
    durationSeconds,
    ask: (request, runSignal) => ask(target, request, runSignal),
    signal,
    onProgress:
      onProgress === undefined ? undefined : (progress) => onProgress({ ...progress, stage: name, threads }),
  });
}
