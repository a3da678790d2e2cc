/** One rehearsal with figures that can be followed by hand: of a script, and of a socket at which nothing listened. */

import {
  calibrate,
  defaultRhythm,
  type Measured,
  type Simulated,
  type Study,
} from "../../../core/rehearsal/index.ts";
import type { RehearsalParts, RehearsedForm } from "../../../core/rehearsal/report/index.ts";

export const settings = { agents: 1500, threads: 2, queueSize: 1024, rhythm: defaultRhythm };

/** Runs of 40, 50 and 60 ms, of which the script needed 30, and one that kept its thread. */
export const measured: Measured = {
  origin: "measured",
  settings,
  samples: [
    { request: 0, busyMs: 40, scriptMs: 30, end: "registered" },
    { request: 1, busyMs: 50, scriptMs: 30, end: "registered" },
    { request: 2, busyMs: 60, scriptMs: 30, end: "registered" },
  ],
  elapsedMs: 1500,
  threadsLost: 1,
  ended: "limit",
  runs: 3,
  repeatedRuns: 4,
  registered: 5,
  discardedFull: 6,
  discardedPending: 7,
  peakDepth: 8,
  timeline: [
    { seconds: 0, depth: 8, registered: 0 },
    { seconds: 1.5, depth: 2, registered: 5 },
  ],
};

export function simulated(
  threads: number,
  queueSize: number,
  seconds: number | undefined,
  more: Partial<Simulated> = {},
): Simulated {
  return {
    origin: "simulated",
    settings: { ...settings, threads, queueSize },
    latencyFactor: 1,
    basis: "measured",
    ended: seconds === undefined ? "horizon" : "all-in",
    allRegisteredSeconds: seconds,
    allConnectedSeconds: seconds === undefined ? undefined : seconds + 10,
    unknownAgents: 11,
    runs: 12,
    repeatedRuns: 1300,
    registered: 14,
    discardedFull: 25_000,
    discardedPending: 16,
    peakDepth: 17,
    threadsLost: 18,
    timeline: [
      { seconds: 0, depth: 10, registered: 0 },
      { seconds: seconds ?? 86_400, depth: 0, registered: 14 },
    ],
    ...more,
  };
}

export const calibration = calibrate([measured]);
if (calibration === undefined) throw new Error("there are runs");

export const asked = simulated(2, 1024, 37.5);
export const advised = simulated(4, 1501, 18.8, { discardedFull: 0, basis: "estimated" });
export const study: Study = {
  origin: "simulated",
  calibration,
  asked,
  range: { low: 37, high: 39 },
  byThreads: [simulated(1, 1024, undefined), asked, simulated(4, 1024, 19, { basis: "estimated" })],
  byQueue: [simulated(2, 256, 130), asked],
  byLatency: [simulated(2, 1024, 18, { latencyFactor: 0.5 }), asked],
  advice: { threads: 4, queueSize: 1501, simulated: advised, reasons: ["It is <faster>.", "It has room."] },
};

export const script: RehearsedForm = {
  name: "script",
  rehearsal: {
    origin: "measured",
    storm: measured,
    levels: [],
    calibration,
    obstacle: undefined,
    cancelled: false,
  },
  study,
};

/** A socket at which nothing listened. */
export const socket: RehearsedForm = {
  name: "socket",
  rehearsal: {
    ...script.rehearsal,
    storm: { ...measured, samples: [], runs: 0, elapsedMs: 0, ended: "cannot-run", timeline: [] },
    calibration: undefined,
    obstacle: "nothing listens at /run/keys.sock",
  },
  study: undefined,
};

export function parts(forms: readonly RehearsedForm[], more: Partial<RehearsalParts> = {}): RehearsalParts {
  return { subject: "find <keys>", release: "4.14", storm: settings, forms, cancelled: false, ...more };
}
