/** From measured runs to times for any number of threads, and to the recommended setting. */

import { describe, expect, it } from "vitest";
import {
  calibrate,
  defaultRhythm,
  histogram,
  latencyFigures,
  type Measured,
  type MeasuredRun,
  serviceTimesAt,
  study,
} from "../../../core/rehearsal/index.ts";
import { calibrated, measuredStorm } from "./measured-storm.ts";

/** A storm in which every run took this long. */
function measured(
  threads: number,
  busyMs: number,
  runs: Partial<MeasuredRun>[] = Array(20).fill({}),
): Measured {
  const samples = runs.map(
    (run): MeasuredRun => ({ request: 0, busyMs, scriptMs: busyMs, end: "registered", ...run }),
  );
  return measuredStorm(threads, samples);
}

describe("a calibration", () => {
  const calibration = calibrated(measured(1, 50), measured(4, 80), measured(8, 160));
  const meanAt = (threads: number): number => serviceTimesAt(calibration, threads).known.busyMs[0] ?? 0;

  it("keeps measured times, interpolates between them, and extrapolates", () => {
    expect([1, 2, 4, 6, 8, 16].map(meanAt)).toEqual([50, 60, 80, 120, 160, 320]);
    expect(serviceTimesAt(calibration, 4).basis).toBe("measured");
    expect(serviceTimesAt(calibration, 6).basis).toBe("estimated");
  });

  it("never gets faster beyond the last number of threads", () => {
    const odd = calibrated(measured(1, 50), measured(4, 30));
    expect(serviceTimesAt(odd, 32).known.busyMs[0]).toBe(30);
  });

  it("distinguishes agents that the script knows from others by their requests", () => {
    const runs = Array.from(
      { length: 20 },
      (_, at): Partial<MeasuredRun> =>
        at % 4 === 0 ? { request: 0, end: "not-registered", busyMs: 10 } : { request: at % 4 },
    );
    const { unknownShare, known, unknown } = serviceTimesAt(calibrated(measured(1, 50, runs)), 1);
    expect(unknownShare).toBe(0.25);
    expect([known.busyMs.length, unknown.busyMs.length]).toEqual([15, 5]);
  });

  it("treats differences between runs, and between storms of the same kind, as chance", () => {
    const errorOf = (...storms: readonly Measured[]) => calibrated(...storms).levels[0].meanErrorMs;
    expect(errorOf(measured(1, 50))).toBe(0);
    expect(errorOf(measured(1, 50), measured(1, 70))).toBeCloseTo(10);
    expect(
      errorOf(
        measured(
          1,
          50,
          Array.from({ length: 100 }, (_, at) => ({ busyMs: at })),
        ),
      ),
    ).toBeCloseTo(2.9);
    expect(errorOf(measured(1, 50, [{}]))).toBe(50);
  });

  it("does not exist without runs", () => {
    expect(calibrate([measured(1, 50, [])])).toBeUndefined();
  });
});

describe("advice", () => {
  const storm = { agents: 7700, threads: 4, queueSize: 1024, rhythm: defaultRhythm };

  it("is as many threads as the script can use, and space for every agent", () => {
    // Beyond 8 threads each run gets proportionally slower.
    const calibration = calibrated(measured(1, 50), measured(8, 50), measured(16, 100), measured(32, 200));
    const { advice, asked } = study({ ...storm, calibration });
    expect(advice).toMatchObject({ threads: 8, simulated: { origin: "simulated", discardedFull: 0 } });
    expect(advice.queueSize).toBeGreaterThanOrEqual(7000);
    expect(asked.discardedFull).toBeGreaterThan(0);
    expect(advice.reasons.join(" ")).toMatch(/All agents are registered after \d+ s instead of \d+ s\./);
  });

  it("prefers few threads if runs differ too much to decide, and says so", () => {
    /** Runs with this mean: half of them shorter and half of them longer by the same share. */
    const level = (threads: number, meanMs: number, off: number): Measured =>
      measured(
        threads,
        meanMs,
        Array.from({ length: 40 }, (_, at) => ({ busyMs: meanMs + (at % 2 === 0 ? off : -off) })),
      );
    const adviceFor = (off: number) => {
      // Eight threads do about a sixth more than four; more than eight do no more.
      const levels = [level(4, 100, off), level(8, 170, off), level(16, 340, off), level(32, 680, off)];
      return study({ ...storm, calibration: calibrated(...levels) }).advice;
    };
    const sure = adviceFor(1);
    expect(sure.threads).toBe(8);
    expect(sure.reasons.join()).not.toMatch(/is not known/);
    const unsure = adviceFor(80);
    expect(unsure.threads).toBe(4);
    expect(unsure.reasons.join("\n")).toMatch(/^It is unknown whether up to \d+ threads are faster/m);
  });

  it("asks for no more than is useful", () => {
    const { advice } = study({
      ...storm,
      agents: 50,
      threads: 32,
      calibration: calibrated(measured(1, 50), measured(32, 50)),
    });
    // Fifty agents in a second keep only a few threads busy.
    expect(advice).toMatchObject({ threads: 4, queueSize: 1024 });
    expect(advice.reasons).toEqual([
      expect.stringContaining("about as fast"),
      expect.stringMatching(/^More than 4 threads save little time/),
    ]);
  });

  it("points to the script if threads get lost, or no agent is known", () => {
    const lost = measured(4, 50, [...Array(19).fill({}), { end: "thread-lost" }]);
    expect(study({ ...storm, calibration: calibrated(lost) }).advice.reasons[0]).toMatch(/its own timeouts/);
    const none = measured(4, 50, Array(5).fill({ end: "not-registered" }));
    expect(study({ ...storm, calibration: calibrated(none) }).advice.reasons[0]).toMatch(/No run registered/);
  });
});

describe("times in figures", () => {
  it("has quantiles", () => {
    const figures = latencyFigures(Array.from({ length: 101 }, (_, at) => at));
    expect(figures).toEqual({ runs: 101, meanMs: 50, medianMs: 50, p95Ms: 95, p99Ms: 99, maxMs: 100 });
    expect(latencyFigures([])).toBeUndefined();
  });

  it("has bins of round width that contain every run", () => {
    const bins = histogram([12.3, 14, 14.2, 30, 99.9]);
    expect(bins.reduce((sum, { runs }) => sum + runs, 0)).toBe(5);
    expect(bins[0]).toEqual({ fromMs: 10, toMs: 15, runs: 3 });
    expect(bins.length).toBeLessThanOrEqual(24);
    expect(histogram([7])).toEqual([{ fromMs: 7, toMs: 7.1, runs: 1 }]);
    expect(histogram([])).toEqual([]);
  });
});
