/** The report of a rehearsal: measured figures, and separately the simulated ones. */

import {
  type HistogramBin,
  histogram,
  type LatencyFigures,
  latencyFigures,
  type Measured,
  type MeasuredEnd,
  type Rehearsal,
  type Rhythm,
  type Simulated,
  type StormFigures,
  type Study,
  type TimelinePoint,
} from "../index.ts";
import { ratePerSecond } from "./figures.ts";
import type { FormName, RehearsedForm } from "./rehearsed-form.ts";

/** The program that made a report. */
export interface ReportTool {
  readonly name: "keypoll";
  readonly version: string;
}

/** The report in the form of `schemas/report.schema.json`. */
export interface RehearsalReport {
  readonly tool: ReportTool;
  readonly command: "rehearse";
  readonly release: string;
  /** Everything could be asked, and with the given setting all agents get registered; the exit code is 0. */
  readonly ok: boolean;
  /** The suite or the command line, as the user wrote it. */
  readonly subject: string;
  readonly storm: {
    readonly agents: number;
    readonly threads: number;
    readonly queueSize: number;
    readonly rhythm: Rhythm;
  };
  /** One form, or script and socket. */
  readonly forms: readonly FormReport[];
  readonly cancelled: boolean;
}

export interface FormReport {
  readonly name: FormName;
  /** Why nothing could be asked. */
  readonly obstacle?: string;
  readonly measured: MeasuredReport;
  /** Left out if there was nothing to calibrate with. */
  readonly simulated?: SimulatedReport;
}

type CountedFigures = Omit<StormFigures, "settings" | "timeline">;

export interface MeasuredReport extends CountedFigures {
  readonly origin: "measured";
  readonly ended: MeasuredEnd;
  readonly elapsedSeconds: number;
  readonly ratePerSecond: number;
  readonly threadsLost: number;
  /** Times for which a worker was busy. */
  readonly busy?: LatencyFigures;
  /** Of these, the script's own. */
  readonly script?: LatencyFigures;
  readonly histogram: readonly HistogramBin[];
  readonly timeline: readonly TimelinePoint[];
  /** The measurements for each number of threads. */
  readonly levels: readonly LevelReport[];
}

export interface LevelReport {
  readonly threads: number;
  readonly runs: number;
  readonly meanMs: number;
  /** Standard error of the mean. */
  readonly meanErrorMs: number;
  readonly ratePerSecond: number;
}

export interface SimulatedReport {
  readonly origin: "simulated";
  readonly asked: SimulatedRow & { readonly timeline: readonly TimelinePoint[] };
  readonly range?: { readonly low: number; readonly high: number };
  readonly byThreads: readonly SimulatedRow[];
  readonly byQueue: readonly SimulatedRow[];
  readonly byLatency: readonly SimulatedRow[];
  readonly advice: {
    readonly threads: number;
    readonly queueSize: number;
    readonly reasons: readonly string[];
    readonly simulated: SimulatedRow & { readonly timeline: readonly TimelinePoint[] };
  };
}

export interface SimulatedRow extends CountedFigures {
  readonly threads: number;
  readonly queueSize: number;
  readonly latencyFactor: number;
  readonly basis: Simulated["basis"];
  readonly ended: Simulated["ended"];
  readonly allRegisteredSeconds?: number;
  readonly allConnectedSeconds?: number;
  readonly unknownAgents: number;
  readonly threadsLost: number;
}

export interface RehearsalParts {
  readonly subject: string;
  readonly release: string;
  readonly storm: RehearsalReport["storm"];
  readonly forms: readonly RehearsedForm[];
  /** The user ended it. */
  readonly cancelled: boolean;
}

export function rehearsalReport(parts: RehearsalParts, tool: ReportTool): RehearsalReport {
  const { subject, release, storm, forms, cancelled } = parts;
  const allIn = forms.every(({ study }) => study?.asked.ended === "all-in");
  return {
    tool,
    command: "rehearse",
    release,
    ok: allIn && !cancelled && forms.every(({ rehearsal }) => rehearsal.obstacle === undefined),
    subject,
    storm,
    forms: forms.map(formReport),
    cancelled,
  };
}

function formReport({ name, rehearsal, study }: RehearsedForm): FormReport {
  const { obstacle } = rehearsal;
  return {
    name,
    ...(obstacle === undefined ? {} : { obstacle }),
    measured: measuredReport(rehearsal),
    ...(study === undefined ? {} : { simulated: simulatedReport(study) }),
  };
}

function measuredReport({ storm, calibration }: Rehearsal): MeasuredReport {
  const { samples, elapsedMs, ended, threadsLost, timeline } = storm;
  const busyTimes = samples.map(({ busyMs }) => busyMs);
  const busy = latencyFigures(busyTimes);
  const script = latencyFigures(samples.map(({ scriptMs }) => scriptMs));
  return {
    origin: "measured",
    ended,
    ...counted(storm),
    elapsedSeconds: elapsedMs / 1000,
    ratePerSecond: ratePerSecond(storm),
    threadsLost,
    ...(busy === undefined ? {} : { busy }),
    ...(script === undefined ? {} : { script }),
    histogram: histogram(busyTimes),
    timeline,
    levels: (calibration?.levels ?? []).map(({ threads, runs, meanMs, meanErrorMs, ratePerSecond }) => ({
      threads,
      runs,
      meanMs,
      meanErrorMs,
      ratePerSecond,
    })),
  };
}

function simulatedReport({ asked, range, byThreads, byQueue, byLatency, advice }: Study): SimulatedReport {
  const { threads, queueSize, reasons, simulated } = advice;
  return {
    origin: "simulated",
    asked: { ...rowOf(asked), timeline: asked.timeline },
    ...(range === undefined ? {} : { range }),
    byThreads: byThreads.map(rowOf),
    byQueue: byQueue.map(rowOf),
    byLatency: byLatency.map(rowOf),
    advice: { threads, queueSize, reasons, simulated: { ...rowOf(simulated), timeline: simulated.timeline } },
  };
}

function rowOf(simulated: Simulated): SimulatedRow {
  const { settings, latencyFactor, basis, ended, unknownAgents, threadsLost } = simulated;
  const { allRegisteredSeconds, allConnectedSeconds } = simulated;
  return {
    threads: settings.threads,
    queueSize: settings.queueSize,
    latencyFactor,
    basis,
    ended,
    ...(allRegisteredSeconds === undefined ? {} : { allRegisteredSeconds }),
    ...(allConnectedSeconds === undefined ? {} : { allConnectedSeconds }),
    ...counted(simulated),
    unknownAgents,
    threadsLost,
  };
}

function counted(figures: Measured | Simulated): CountedFigures {
  const { runs, repeatedRuns, registered, discardedFull, discardedPending, peakDepth } = figures;
  return { runs, repeatedRuns, registered, discardedFull, discardedPending, peakDepth };
}
