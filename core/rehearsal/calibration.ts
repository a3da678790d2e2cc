/** From measured runs to the times that a simulation draws from, for any number of threads. */

import type { Measured, MeasuredRun } from "./storm.ts";

/** Runs to draw from, all with the same probability. */
export interface RunSample {
  readonly busyMs: Float64Array;
  /** 1 if the run registered its agent. */
  readonly registers: Uint8Array;
}

export interface ServiceTimes {
  /** Runs for agents that the script knows: at least one run for such a request registered its agent. */
  readonly known: RunSample;
  /** Runs for agents that it does not know. */
  readonly unknown: RunSample;
  /** Fraction of agents that it does not know, 0 to 1. */
  readonly unknownShare: number;
  /** Fraction of runs that block their thread for good, 0 to 1. */
  readonly lostShare: number;
  readonly basis: "measured" | "estimated";
}

/** What was measured with one number of threads. */
export interface CalibrationLevel {
  readonly threads: number;
  readonly runs: number;
  readonly meanMs: number;
  /** Standard error of the mean: a second measurement would most likely be within twice this. */
  readonly meanErrorMs: number;
  /** Runs per second with all threads busy. */
  readonly ratePerSecond: number;
  readonly times: ServiceTimes;
}

/** Levels in ascending order of threads; at least one. */
export interface Calibration {
  readonly levels: readonly [CalibrationLevel, ...CalibrationLevel[]];
}

/**
 * The calibration from measured storms. Undefined if no run ended. More threads share the processors and the database,
 * so each measured number of threads keeps its own times.
 */
export function calibrate(storms: readonly Measured[]): Calibration | undefined {
  const all = storms.flatMap(({ samples }) => samples);
  const asked = new Set(all.map(({ request }) => request));
  const known = new Set(all.filter(({ end }) => end === "registered").map(({ request }) => request));
  const unknownShare = asked.size === 0 ? 0 : (asked.size - known.size) / asked.size;
  const lostShare = all.filter(({ end }) => end === "thread-lost").length / Math.max(1, all.length);
  const threadCounts = [...new Set(storms.map(({ settings }) => settings.threads))].sort((a, b) => a - b);
  const levels = threadCounts.flatMap((threads): CalibrationLevel[] => {
    const perStorm = storms
      .filter(({ settings }) => settings.threads === threads)
      .map(({ samples }) => samples.filter(({ end }) => end !== "thread-lost"))
      .filter((runs) => runs.length > 0);
    const runs = perStorm.flat();
    if (runs.length === 0) return [];
    const meanMs = meanOf(runs.map(({ busyMs }) => busyMs));
    // Runs of one storm had the same other load on the machine, so storms may differ by more than their runs show.
    const meanErrorMs = Math.max(
      errorOfMean(runs.map(({ busyMs }) => busyMs)),
      perStorm.length === 1
        ? 0
        : errorOfMean(perStorm.map((each) => meanOf(each.map(({ busyMs }) => busyMs)))),
    );
    const ofKnown = runs.filter(({ request }) => known.has(request));
    const ofUnknown = runs.filter(({ request }) => !known.has(request));
    // A short level may have had only one kind of request. The other kind's times are then the best estimate.
    const times: ServiceTimes = {
      known: sampleOf(ofKnown.length > 0 ? ofKnown : ofUnknown, known.size > 0),
      unknown: sampleOf(ofUnknown.length > 0 ? ofUnknown : ofKnown, false),
      unknownShare,
      lostShare,
      basis: "measured",
    };
    const ratePerSecond = (threads * 1000) / meanMs;
    return [{ threads, runs: runs.length, meanMs, meanErrorMs, ratePerSecond, times }];
  });
  const [first, ...others] = levels;
  return first === undefined ? undefined : { levels: [first, ...others] };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

/**
 * The standard error of the mean. A single value does not show how much values vary, so its error is the value itself.
 */
function errorOfMean(values: readonly number[]): number {
  const mean = meanOf(values);
  if (values.length === 1) return mean;
  const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

function sampleOf(runs: readonly MeasuredRun[], mayRegister: boolean): RunSample {
  return {
    busyMs: Float64Array.from(runs, ({ busyMs }) => busyMs),
    registers: Uint8Array.from(runs, ({ end }) => (mayRegister && end !== "not-registered" ? 1 : 0)),
  };
}

/**
 * The times for a number of threads. Between two measured numbers the mean is interpolated. Beyond the largest it grows
 * as between the two largest, and never falls.
 */
export function serviceTimesAt({ levels }: Calibration, threads: number): ServiceTimes {
  const exact = levels.find((level) => level.threads === threads);
  if (exact !== undefined) return exact.times;
  const below = levels.findLast((level) => level.threads < threads) ?? levels[0];
  const above = levels.find((level) => level.threads > threads);
  const before = levels.findLast((level) => level.threads < below.threads);
  const mean =
    below.threads > threads
      ? below.meanMs
      : above !== undefined
        ? onLine(below, above, threads)
        : before === undefined
          ? below.meanMs
          : Math.max(below.meanMs, onLine(before, below, threads));
  return { ...stretched(below.times, mean / below.meanMs), basis: "estimated" };
}

function onLine(a: CalibrationLevel, b: CalibrationLevel, threads: number): number {
  return a.meanMs + ((b.meanMs - a.meanMs) * (threads - a.threads)) / (b.threads - a.threads);
}

/**
 * How inaccurate the times for a number of threads may be, as a fraction of them. For a number that was not measured,
 * the worst of the measured ones.
 */
export function timesErrorAt({ levels }: Calibration, threads: number): number {
  const exact = levels.find((level) => level.threads === threads);
  return Math.max(
    ...(exact === undefined ? levels : [exact]).map(({ meanMs, meanErrorMs }) => meanErrorMs / meanMs),
  );
}

/** The same times, each multiplied by the factor. */
export function stretched(times: ServiceTimes, factor: number): ServiceTimes {
  const longer = ({ busyMs, registers }: RunSample): RunSample => ({
    busyMs: busyMs.map((each) => each * factor),
    registers,
  });
  return { ...times, known: longer(times.known), unknown: longer(times.unknown) };
}

/** A storm with the given setting, and short drains with other settings: contains only measured figures. `calibration` is the basis of a simulation. */
export interface Rehearsal {
  readonly origin: "measured";
  readonly storm: Measured;
  /** Drains with other numbers of threads, first ascending, then descending. */
  readonly levels: readonly Measured[];
  /** Undefined if no run ended. */
  readonly calibration: Calibration | undefined;
  /** Why nothing could be asked, if that is so. */
  readonly obstacle: string | undefined;
  readonly cancelled: boolean;
}
