/** The results of a calibration for a storm: the given setting, others around it, and the one to choose. */

import { type Advice, adviseOn } from "./advice.ts";
import { type Calibration, serviceTimesAt, timesErrorAt } from "./calibration.ts";
import { simulate } from "./simulate.ts";
import { LARGEST_QUEUE, MOST_THREADS, type Simulated, type StormSettings } from "./storm.ts";

export interface StudyOptions extends StormSettings {
  readonly calibration: Calibration;
  readonly seed?: number | undefined;
}

/** A study contains only simulated figures. */
export interface Study {
  readonly origin: "simulated";
  readonly calibration: Calibration;
  /** The given setting. */
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
const REPEATS = 5;
/** With many agents the effect of chance is small, and each simulation takes longer. */
const MANY_AGENTS = 20_000;

interface Changes {
  readonly threads?: number;
  readonly queueSize?: number;
  readonly latencyFactor?: number;
  readonly seed?: number;
}

/** Simulates the storm with this setting and with those around it. With 100,000 agents this takes some seconds. */
export function study(options: StudyOptions): Study {
  const steps = studySteps(options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in steps of one simulation, for a host that has other work between them, or may be told to stop. */
export function* studySteps(options: StudyOptions): Generator<void, Study> {
  const { calibration, agents, threads, queueSize, rhythm, seed = 1 } = options;
  const known = new Map<string, Simulated>();
  function* run(changes: Changes): Generator<void, Simulated> {
    const settings = { agents, threads, queueSize, rhythm, seed, latencyFactor: 1, ...changes };
    const key = [settings.threads, settings.queueSize, settings.seed, settings.latencyFactor].join();
    const found = known.get(key);
    if (found !== undefined) return found;
    const done = simulate({ ...settings, times: serviceTimesAt(calibration, settings.threads) });
    known.set(key, done);
    yield;
    return done;
  }
  const asked = yield* run({});
  const ample = ampleQueue(agents);
  const threadChoices = sorted([...THREADS, threads]);
  const queueChoices = sorted([...QUEUES.filter((size) => size < ample), queueSize, ample]);
  const repeats = Array.from({ length: agents > MANY_AGENTS ? 2 : REPEATS }, (_, at) => ({
    seed: seed + 1 + at,
  }));
  return {
    origin: "simulated",
    calibration,
    asked,
    range: rangeOf(yield* each(repeats, run)),
    byThreads: yield* each(
      threadChoices.map((value) => ({ threads: value })),
      run,
    ),
    byQueue: yield* each(
      queueChoices.map((value) => ({ queueSize: value })),
      run,
    ),
    byLatency: yield* each(
      LATENCIES.map((value) => ({ latencyFactor: value })),
      run,
    ),
    advice: yield* adviseOn(asked, {
      threadChoices: threadChoices.filter((value) => value <= MOST_THREADS),
      queueChoices,
      ample,
      timesError: (value) => timesErrorAt(calibration, value),
      runAll: (changes) => each(changes, run),
    }),
  };
}

/** The results for several changes, in order. */
function* each(
  changes: readonly Changes[],
  run: (changes: Changes) => Generator<void, Simulated>,
): Generator<void, readonly Simulated[]> {
  const results: Simulated[] = [];
  for (const change of changes) results.push(yield* run(change));
  return results;
}

/** A queue with room for every agent. */
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
