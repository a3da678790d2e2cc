/** What a study simulates: the asked setting, those around it, and each of them once. */

import { expect, it } from "vitest";
import {
  type Calibration,
  defaultRhythm,
  serviceTimesAt,
  simulate,
  study,
} from "../../../core/rehearsal/index.ts";
import { studySteps } from "../../../core/rehearsal/study.ts";
import { calibrated, measuredStorm } from "./measured-storm.ts";

const rhythm = { ...defaultRhythm, spreadSeconds: 0 };

/** Runs of 20, 30 and 400 ms, so that chance decides how long a storm takes. */
function ofThreeRuns(end: "registered" | "not-registered" = "registered"): Calibration {
  const samples = [20, 30, 400].map((busyMs, request) => ({ request, busyMs, scriptMs: 10, end }));
  return calibrated(measuredStorm(2, samples, rhythm));
}

const calibration = ofThreeRuns();
const options = { calibration, agents: 300, threads: 3, queueSize: 100, rhythm };

it("has the setting that was asked for, and others around it, in ascending order", () => {
  const made = study(options);
  expect(made).toMatchObject({ origin: "simulated", calibration });
  expect(made.asked).toEqual(simulate({ ...options, times: serviceTimesAt(calibration, 3) }));
  const settings = (list: typeof made.byThreads) =>
    list.map((each) => [each.settings.threads, each.settings.queueSize, each.latencyFactor]);
  expect(settings(made.byThreads)).toEqual([1, 2, 3, 4, 8, 16, 32].map((threads) => [threads, 100, 1]));
  // 301 has room for every agent; the larger ones would be the same.
  expect(settings(made.byQueue)).toEqual([100, 256, 301].map((queueSize) => [3, queueSize, 1]));
  expect(settings(made.byLatency)).toEqual([0.25, 0.5, 1, 2, 4].map((factor) => [3, 100, factor]));
  expect(made.byThreads[2]).toBe(made.asked);
  expect(made.byQueue[0]).toBe(made.asked);
  expect(made.byLatency[2]).toBe(made.asked);
  expect(made.byThreads.map(({ basis }) => basis).indexOf("measured")).toBe(1);
});

it("has the shortest and the longest of five storms with other random numbers", () => {
  for (const seed of [undefined, 40]) {
    const { range } = study({ ...options, seed });
    const times = [1, 2, 3, 4, 5].map(
      (more) =>
        simulate({ ...options, seed: (seed ?? 1) + more, times: serviceTimesAt(calibration, 3) })
          .allRegisteredSeconds ?? 0,
    );
    expect(new Set(times).size).toBe(5);
    expect(range).toEqual({ low: Math.min(...times), high: Math.max(...times) });
  }
});

it("has no range if a storm does not end, and advises what was asked for", () => {
  const none = study({ ...options, agents: 3, calibration: ofThreeRuns("not-registered") });
  expect(none.range).toBeUndefined();
  expect(none.advice).toMatchObject({ threads: 3, queueSize: 100 });
});

it("simulates each setting once, and stops after each", () => {
  const steps = studySteps(options);
  let count = 0;
  let settings: readonly string[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      const { advice, byThreads } = step.value;
      settings = [advice.threads, byThreads.length].map(String);
      break;
    }
    count++;
  }
  expect(settings[1]).toBe("7");
  // 1 asked, 5 for the range, 6 other threads, 2 queues, 4 latencies; for the advice 6 threads with room for all,
  // and what the chosen number of threads needs beside: 3 queues, of which the one with room is known.
  expect(count).toBeGreaterThanOrEqual(1 + 5 + 6 + 2 + 4 + 6);
  expect(count).toBeLessThanOrEqual(1 + 5 + 6 + 2 + 4 + 6 + 2);
});

it("tries no queue that a manager does not have, and advises no threads that it does not have", () => {
  const many = study({ ...options, agents: 20, threads: 40, queueSize: 16 });
  expect(many.byThreads.map(({ settings }) => settings.threads)).toEqual([1, 2, 4, 8, 16, 32, 40]);
  expect(many.byQueue.map(({ settings }) => settings.queueSize)).toEqual([16, 21]);
  expect(many.advice.threads).toBeLessThanOrEqual(32);
});
