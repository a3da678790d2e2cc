/** The cost of simulating a reconnect storm. To run it alone: `node test/bench/simulation.ts [--json]`. */

import { fileURLToPath } from "node:url";
import {
  calibrate,
  defaultRhythm,
  type Measured,
  serviceTimesAt,
  simulate,
  study,
} from "../../core/rehearsal/index.ts";
import { median, rounded } from "./numbers.ts";

export interface SimulationBench {
  readonly agents: number;
  readonly threads: number;
  readonly queueSize: number;
  /** Milliseconds of one simulation. */
  readonly simulateMs: number;
  /** Milliseconds of the whole study: the other settings and the advice too. */
  readonly studyMs: number;
  /** What happened in the simulation, to show its size. */
  readonly runs: number;
  readonly discarded: number;
}

const ROUNDS = 3;

const SETTINGS = [
  { agents: 7700, threads: 4, queueSize: 1024 },
  { agents: 100_000, threads: 4, queueSize: 1024 },
  { agents: 100_000, threads: 1, queueSize: 1024 },
  { agents: 100_000, threads: 32, queueSize: 220_000 },
] as const;

/** A script that needs 60 ms, sometimes much more, and knows nine of ten agents. */
const MEASURED: Measured = {
  origin: "measured",
  settings: { agents: 400, threads: 4, queueSize: 1024, rhythm: defaultRhythm },
  samples: Array.from({ length: 400 }, (_, at) => ({
    request: at % 10,
    busyMs: 50 + (at % 20) + (at % 50 === 0 ? 400 : 0),
    scriptMs: 50,
    end: at % 10 === 0 ? "not-registered" : "registered",
  })),
  elapsedMs: 6000,
  threadsLost: 0,
  ended: "limit",
  runs: 400,
  repeatedRuns: 0,
  registered: 360,
  discardedFull: 0,
  discardedPending: 0,
  peakDepth: 1023,
  timeline: [],
};

export function benchSimulation(): readonly SimulationBench[] {
  const calibration = calibrate([MEASURED]);
  if (calibration === undefined) throw new Error("the runs are above");
  return SETTINGS.map((setting) => {
    const options = { ...setting, rhythm: defaultRhythm };
    const times = serviceTimesAt(calibration, setting.threads);
    const { runs, discardedFull } = simulate({ ...options, times });
    return {
      ...setting,
      simulateMs: rounded(timed(() => simulate({ ...options, times }))),
      studyMs: rounded(timed(() => study({ ...options, calibration }))),
      runs,
      discarded: discardedFull,
    };
  });
}

function timed(work: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
  return median(times);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const results = benchSimulation();
  if (process.argv.includes("--json")) console.log(JSON.stringify(results, undefined, 2));
  else console.table(results);
}
