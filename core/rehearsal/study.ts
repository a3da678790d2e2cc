/** What a calibration says about a storm: the setting that was asked about, others beside it, and the one to choose. */

import { type Advice, adviseOn } from "./advice.ts";
import { type Calibration, serviceTimesAt } from "./calibration.ts";
import { simulate } from "./simulate.ts";
import { LARGEST_QUEUE, MOST_THREADS, type Simulated, type StormSettings } from "./storm.ts";

export interface StudyOptions extends StormSettings {
  readonly calibration: Calibration;
  readonly seed?: number | undefined;
}

/** A study holds simulated figures only. */
export interface Study {
  readonly origin: "simulated";
  readonly calibration: Calibration;
  /** The setting that was asked about. */
  readonly asked: Simulated;
  /** Seconds until all are registered, over several simulations with other random numbers. */
  readonly range: { readonly low: number; readonly high: number } | undefined;
  /** Other numbers of threads with the same queue. */
  readonly byThreads: readonly Simulated[];
  /** Other sizes of the queue with the same threads. */
  readonly byQueue: readonly Simulated[];
  /** The same setting with a script that is faster or slower. */
  readonly byLatency: readonly Simulated[];
  readonly advice: Advice;
}

const THREADS = [1, 2, 4, 8, 16, MOST_THREADS] as const;
const QUEUES = [256, 1024, 4096, 16_384, 65_536] as const;
const LATENCIES = [0.25, 0.5, 1, 2, 4] as const;
const REPEATS = 7;

/** Simulates the storm with this setting and with those around it. */
export function study(options: StudyOptions): Study {
  const { calibration, agents, threads, queueSize, rhythm, seed = 1 } = options;
  const run = (
    changes: Partial<StormSettings> & { latencyFactor?: number; seed?: number } = {},
  ): Simulated => {
    const settings = { agents, threads, queueSize, rhythm, seed, ...changes };
    return simulate({ ...settings, times: serviceTimesAt(calibration, settings.threads) });
  };
  const asked = run();
  const ample = ampleQueue(agents);
  const threadChoices = sorted([...THREADS, threads]);
  const queueChoices = sorted([...QUEUES.filter((size) => size < ample), queueSize, ample]);
  const byThreads = threadChoices.map((each) => (each === threads ? asked : run({ threads: each })));
  const byQueue = queueChoices.map((each) => (each === queueSize ? asked : run({ queueSize: each })));
  const byLatency = LATENCIES.map((each) => (each === 1 ? asked : run({ latencyFactor: each })));
  return {
    origin: "simulated",
    calibration,
    asked,
    range: rangeOf(Array.from({ length: REPEATS }, (_, at) => run({ seed: seed + 1 + at }))),
    byThreads,
    byQueue,
    byLatency,
    advice: adviseOn(asked, {
      threadChoices: threadChoices.filter((each) => each <= MOST_THREADS),
      queueChoices,
      ample,
      run,
    }),
  };
}

/** A queue in which every agent finds room. */
function ampleQueue(agents: number): number {
  return Math.min(LARGEST_QUEUE, agents + 1);
}

function sorted(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function rangeOf(repeats: readonly Simulated[]): Study["range"] {
  const times = repeats.flatMap(({ allRegisteredSeconds }) => allRegisteredSeconds ?? []);
  return times.length < repeats.length ? undefined : { low: Math.min(...times), high: Math.max(...times) };
}
