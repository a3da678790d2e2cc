/** What a calibration takes from measured storms, number by number. */

import { describe, expect, it } from "vitest";
import { stretched, timesErrorAt } from "../../../core/rehearsal/calibration.ts";
import {
  calibrate,
  histogram,
  latencyFigures,
  type Measured,
  type MeasuredRun,
  serviceTimesAt,
} from "../../../core/rehearsal/index.ts";
import { roundWidth } from "../../../core/rehearsal/latency.ts";
import { calibrated, measuredStorm } from "./measured-storm.ts";

type Run = readonly [request: number, busyMs: number, end?: MeasuredRun["end"]];

function storm(threads: number, ...runs: readonly Run[]): Measured {
  return measuredStorm(
    threads,
    runs.map(([request, busyMs, end = "registered"]) => ({ request, busyMs, scriptMs: 1, end })),
  );
}

const sample = (busyMs: readonly number[], registers: readonly number[]) => ({
  busyMs: Float64Array.from(busyMs),
  registers: Uint8Array.from(registers),
});

describe("a calibration", () => {
  it("keeps for each number of threads what its storms measured", () => {
    const { levels } = calibrated(
      storm(4, [0, 100], [1, 200, "not-registered"], [0, 300, "not-registered"], [2, 999, "thread-lost"]),
      storm(2, [1, 40, "not-registered"], [3, 60, "not-registered"]),
    );
    expect(levels.map(({ threads }) => threads)).toEqual([2, 4]);
    const [two, four] = levels;
    // Request 0 was registered once, so three of four requests are unknown; one of six runs kept its thread.
    const shares = { unknownShare: 3 / 4, lostShare: 1 / 6, basis: "measured" };
    expect(two).toEqual({
      threads: 2,
      runs: 2,
      meanMs: 50,
      meanErrorMs: 10,
      ratePerSecond: 40,
      // No run of this level is for an agent that the script knows, so the others tell how long they take.
      times: { known: sample([40, 60], [0, 0]), unknown: sample([40, 60], [0, 0]), ...shares },
    });
    expect(four).toMatchObject({ threads: 4, runs: 3, meanMs: 200, ratePerSecond: 20 });
    expect(four?.meanErrorMs).toBeCloseTo(100 / Math.sqrt(3), 9);
    expect(four?.times).toEqual({
      known: sample([100, 300], [1, 0]),
      unknown: sample([200], [0]),
      ...shares,
    });
  });

  it("takes the times of known agents for unknown ones if there are no others", () => {
    const [level] = calibrated(storm(1, [0, 10], [1, 30])).levels;
    expect(level.times).toEqual({
      known: sample([10, 30], [1, 1]),
      unknown: sample([10, 30], [0, 0]),
      unknownShare: 0,
      lostShare: 0,
      basis: "measured",
    });
  });

  it("knows the error from the runs of one storm, or from storms that differ by more", () => {
    const [alike] = calibrated(storm(1, [0, 10], [0, 30]), storm(1, [0, 10], [0, 30])).levels;
    // Four runs around 20 ms: the root of 400 / 3 / 4.
    expect(alike.meanErrorMs).toBeCloseTo(Math.sqrt(400 / 12), 9);
    const [apart] = calibrated(storm(1, [0, 10], [0, 12]), storm(1, [0, 30], [0, 32])).levels;
    // The means are 11 and 31: the root of 200 / 1 / 2.
    expect(apart.meanErrorMs).toBeCloseTo(10, 9);
    // A storm without a run that ended counts for nothing.
    const [one] = calibrated(storm(1, [0, 10], [0, 12]), storm(1, [0, 9, "thread-lost"])).levels;
    expect(one.meanErrorMs).toBeCloseTo(1, 9);
  });

  it("leaves out a number of threads whose runs all kept their thread", () => {
    const { levels } = calibrated(storm(1, [0, 10]), storm(2, [0, 10, "thread-lost"]));
    expect(levels.map(({ threads }) => threads)).toEqual([1]);
    expect(levels[0].times.lostShare).toBe(0.5);
    expect(calibrate([storm(2, [0, 10, "thread-lost"])])).toBeUndefined();
    expect(calibrate([])).toBeUndefined();
  });
});

describe("times for another number of threads", () => {
  const calibration = calibrated(
    storm(2, [0, 50], [1, 70, "not-registered"]),
    storm(4, [0, 90], [1, 90, "not-registered"]),
  );

  it.each([
    [1, 50, "estimated"],
    [2, 50, "measured"],
    [3, 62.5, "estimated"],
    [4, 90, "measured"],
    [8, 150, "estimated"],
  ])("%d: %d ms, %s", (threads, known, basis) => {
    // The means are 60 and 90 ms. Between them 75; beyond, 15 ms more for each thread.
    const times = serviceTimesAt(calibration, threads);
    expect(times.known.busyMs[0]).toBeCloseTo(known, 9);
    expect(times.basis).toBe(basis);
    expect(times.unknownShare).toBe(0.5);
  });

  it("beyond two levels follow the two largest", () => {
    const three = calibrated(storm(1, [0, 10]), storm(2, [0, 20]), storm(4, [0, 24]));
    expect(serviceTimesAt(three, 8).known.busyMs[0]).toBeCloseTo(32, 9);
    expect(serviceTimesAt(calibrated(storm(3, [0, 10])), 8).known.busyMs[0]).toBe(10);
  });

  it("are as inaccurate as the worst of the measured ones", () => {
    expect(timesErrorAt(calibration, 2)).toBeCloseTo(10 / 60, 9);
    expect(timesErrorAt(calibration, 4)).toBe(0);
    expect(timesErrorAt(calibration, 3)).toBeCloseTo(10 / 60, 9);
  });

  it("are all multiplied, and nothing else changes", () => {
    const [level] = calibration.levels;
    expect(stretched(level.times, 3)).toEqual({
      ...level.times,
      known: sample([150], [1]),
      unknown: sample([210], [0]),
    });
  });
});

describe("figures", () => {
  it("are interpolated between two times", () => {
    expect(latencyFigures([40, 10, 20, 30])).toEqual({
      runs: 4,
      meanMs: 25,
      medianMs: 25,
      p95Ms: expect.closeTo(38.5, 9),
      p99Ms: expect.closeTo(39.7, 9),
      maxMs: 40,
    });
    expect(latencyFigures([7])).toEqual({ runs: 1, meanMs: 7, medianMs: 7, p95Ms: 7, p99Ms: 7, maxMs: 7 });
  });

  it.each([
    [0, 0.1],
    [0.1, 0.1],
    [0.11, 0.2],
    [0.3, 0.5],
    [0.6, 1],
    [1, 1],
    [1.5, 2],
    [2.1, 5],
    [5, 5],
    [5.1, 10],
    [70, 100],
  ])("a width of at least %d is %d", (atLeast, width) => {
    expect(roundWidth(atLeast)).toBeCloseTo(width, 9);
  });

  it("are in bins from the smallest time to the largest", () => {
    expect(histogram([3, 4.9, 5, 12], 4)).toEqual([
      { fromMs: 0, toMs: 5, runs: 2 },
      { fromMs: 5, toMs: 10, runs: 1 },
      { fromMs: 10, toMs: 15, runs: 1 },
    ]);
    expect(histogram([0.3, 0.7], 3)).toEqual([
      { fromMs: 0.2, toMs: 0.4, runs: 1 },
      { fromMs: 0.4, toMs: 0.6, runs: 0 },
      { fromMs: 0.6, toMs: 0.8, runs: 1 },
    ]);
  });
});
