/** The figures of a rehearsal as cells of tables, the same in text and on a page. */

import { numberText, say } from "../../words/index.ts";
import { type Calibration, latencyFigures, type Measured, type Simulated, spoken } from "../index.ts";
import { formText, type RehearsedForm } from "./rehearsed-form.ts";

/** `median 56 ms, 95 % under 81 ms, longest 140 ms`; undefined without runs. */
export function milliseconds(times: readonly number[]): string | undefined {
  const figures = latencyFigures(times);
  if (figures === undefined) return undefined;
  const { medianMs, p95Ms, maxMs } = figures;
  return say`median ${ms(medianMs)}, 95 % under ${ms(p95Ms)}, longest ${ms(maxMs)}`;
}

/** Measured runs per second; 0 if none ended. */
export function ratePerSecond({ samples, elapsedMs }: Measured): number {
  return elapsedMs === 0 ? 0 : (samples.length * 1000) / elapsedMs;
}

/** Runs per second. */
export function rate(perSecond: number): string {
  return numberText(perSecond, perSecond < 100 ? 1 : 0);
}

export function ms(value: number): string {
  if (value >= 10_000) return `${numberText(value / 1000, 1)} s`;
  return `${value < 10 ? numberText(value, 1) : Math.round(value)} ms`;
}

/** The measurements for each number of threads. */
export function levelRows({ levels }: Calibration): readonly (readonly string[])[] {
  return [
    [say`threads (measured)`, say`runs`, say`a run takes`, say`standard error`, say`runs a second`],
    ...levels.map(({ threads, runs, meanMs, meanErrorMs, ratePerSecond }) => [
      String(threads),
      String(runs),
      ms(meanMs),
      ms(meanErrorMs),
      rate(ratePerSecond),
    ]),
  ];
}

/** Simulated rows. `first` names what differs. */
export function simulatedRows(
  first: string,
  rows: readonly Simulated[],
  nameOf: (row: Simulated) => string,
): readonly (readonly string[])[] {
  return [
    [
      say`${first} (simulated)`,
      say`all registered`,
      say`all connected`,
      say`discarded`,
      say`repeated runs`,
      say`times`,
    ],
    ...rows.map((row) => [
      nameOf(row),
      timeUntil(row.allRegisteredSeconds),
      timeUntil(row.allConnectedSeconds),
      numberText(row.discardedFull),
      numberText(row.repeatedRuns),
      row.basis === "measured" ? say`measured` : say`estimated`,
    ]),
  ];
}

/** Compares the script with the socket. Every row says which figures are measured and which are simulated. */
export function comparisonRows(forms: readonly RehearsedForm[]): readonly (readonly string[])[] {
  const row = (name: string, cell: (form: RehearsedForm) => string): readonly string[] => [
    name,
    ...forms.map(cell),
  ];
  return [
    row("", ({ name }) => formText(name)),
    row(say`a run takes, median (measured)`, ({ rehearsal }) => {
      const figures = latencyFigures(rehearsal.storm.samples.map(({ busyMs }) => busyMs));
      return figures === undefined ? "–" : ms(figures.medianMs);
    }),
    row(say`runs a second (measured)`, ({ rehearsal: { storm } }) =>
      storm.elapsedMs === 0 ? "–" : rate(ratePerSecond(storm)),
    ),
    row(say`all registered after (simulated)`, ({ study }) => time(study?.asked)),
    row(say`discarded, queue full (simulated)`, ({ study }) =>
      study === undefined ? "–" : numberText(study.asked.discardedFull),
    ),
    row(say`advised: threads, queue_size`, ({ study }) =>
      study === undefined ? "–" : `${study.advice.threads}, ${study.advice.queueSize}`,
    ),
    row(say`advised: all registered after (simulated)`, ({ study }) => time(study?.advice.simulated)),
  ];
}

function time(simulated: Simulated | undefined): string {
  return simulated === undefined ? "–" : timeUntil(simulated.allRegisteredSeconds);
}

/** `41 s`. Undefined means that it does not happen. */
export function timeUntil(seconds: number | undefined): string {
  return seconds === undefined ? say`never` : spoken(seconds);
}
