/** Measured storms for tests: all runs are given, and everything got in without waiting. */

import {
  type Calibration,
  calibrate,
  defaultRhythm,
  type Measured,
  type MeasuredRun,
} from "../../../core/rehearsal/index.ts";

/** One run for each agent. */
export function measuredStorm(
  threads: number,
  samples: readonly MeasuredRun[],
  rhythm = defaultRhythm,
): Measured {
  return {
    origin: "measured",
    settings: { agents: samples.length, threads, queueSize: 1024, rhythm },
    samples,
    elapsedMs: 1000,
    threadsLost: 0,
    ended: "all-in",
    runs: samples.length,
    repeatedRuns: 0,
    registered: samples.length,
    discardedFull: 0,
    discardedPending: 0,
    peakDepth: 0,
    timeline: [],
  };
}

export function calibrated(...storms: readonly Measured[]): Calibration {
  const calibration = calibrate(storms);
  if (calibration === undefined) throw new Error("there are runs");
  return calibration;
}
