/**
 * Rehearses a storm: real runs with the chosen setting, then short drains with other numbers of threads for
 * calibration.
 */

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
  /** The requests to use for the agents, in turn; at least one. */
  readonly requests: readonly KeyRequest[];
  readonly known: KeyStore;
  readonly settings: ManagerSettings;
  readonly agents: number;
  readonly threads: number;
  readonly queueSize: number;
  readonly rhythm: Rhythm;
  /** Maximum number of runs in the storm. */
  readonly limit?: number | undefined;
  /**
   * Seconds after which the storm starts no more runs. Without this and without a limit it ends when all agents are
   * registered.
   */
  readonly durationSeconds?: number | undefined;
  /** Numbers of threads to measure besides the chosen one. Default 1, 2, 4, 8, 16, 32; empty for none. */
  readonly levels?: readonly number[] | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: RehearsalProgress) => void) | undefined;
}

/** The current activity: the storm itself, or a drain with some number of threads. */
export interface RehearsalProgress extends StormProgress {
  readonly stage: "storm" | "level";
  readonly threads: number;
}

export const DEFAULT_LEVELS: readonly number[] = [1, 2, 4, 8, 16, MOST_THREADS];

/** Seconds of a storm whose queue accepts nothing (a `queue_size` of 1). No number of runs would ever end it. */
const SECONDS_OF_NOTHING = 2;

/** With two drains this gives a mean that is accurate to a few percent, and a slow script does not take minutes. */
const RUNS_PER_DRAIN = 20;
const SECONDS_PER_DRAIN = 1.5;

/** Rehearses. Whatever scripts do is a result and never thrown. None of them is alive afterwards. */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsal> {
  const { threads, queueSize, signal, levels: wanted = DEFAULT_LEVELS } = options;
  const { durationSeconds = queueSize < 2 ? SECONDS_OF_NOTHING : undefined } = options;
  const lease = leaseKeeper();
  try {
    const storm = await stage({ ...options, durationSeconds }, "storm");
    const levels: Measured[] = [];
    const others = wanted.filter((level) => level !== threads);
    // First forward, then backward: a change in the load of the machine shows as a difference between the two passes.
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
    lease.release();
  }
}

/** All agents ask at the same moment, and none asks again while the queue empties. */
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
