/** Suites as text: one line for a sample that is as expected, otherwise the differences. */

import { wazuhText } from "../../core/lint/versions.ts";
import type { SampleState } from "../../core/poll/index.ts";
import { runFindingLines, runLines } from "../manager/registration-text.ts";
import { type PollLook, pollBlock, sameText } from "../poll/poll-text.ts";
import type { PollResult } from "../report/poll-report.ts";
import { exitLine } from "../terminal/exit-line.ts";
import { findingLines } from "../terminal/finding-lines.ts";
import { labelled } from "../terminal/look.ts";
import { count } from "../terminal/number.ts";
import { onOneLine } from "../terminal/printable.ts";
import { wrap } from "../terminal/wrap.ts";
import { coverageBlock } from "./coverage-report.ts";
import {
  type RegistrationFacts,
  type SampleReport,
  type SuiteReport,
  suiteExitCode,
} from "./suite-report.ts";

interface StateLook {
  readonly sign: string;
  readonly colour: "green" | "red" | "magenta" | "dim";
}

/** Sign and word, because colour must not be the only difference. */
const states: Readonly<Record<SampleState, StateLook>> = {
  passed: { sign: "✔", colour: "green" },
  failed: { sign: "✘", colour: "red" },
  errored: { sign: "!", colour: "magenta" },
  cancelled: { sign: "○", colour: "dim" },
};

const WIDEST_STATE = "cancelled".length;

export interface SampleFrame {
  /** The file's name, to show where a sample that did not pass is. */
  readonly suite: string;
  /** The first sample that failed for the same reason. Undefined if this is the first. */
  readonly first: PollResult | undefined;
}

/** One sample. */
export function sampleBlock(sample: SampleReport, { suite, first }: SampleFrame, look: PollLook): string[] {
  const { state, poll, registration } = sample;
  const head = headOf(sample, look);
  if (state === "passed" && look.verbose && registration !== undefined)
    return [head, ...registrationLines(registration, look)];
  if (state === "passed")
    return look.verbose && poll !== undefined ? [head, ...pollBlock(poll, look).slice(1), ""] : [head];
  if (state === "cancelled") return [head];
  const { obstacle, differences, note, line, column } = sample;
  return [
    head,
    ...(note === undefined ? [] : labelled("note", onOneLine(note), look)),
    ...differences.flatMap(({ what, expected, actual }) => [
      ...labelled(what, `expected ${onOneLine(expected)}`, look, look.paint.green),
      ...labelled("", `but got  ${onOneLine(actual)}`, look, look.paint.red),
    ]),
    ...(obstacle === undefined ? [] : labelled("not run", onOneLine(obstacle), look)),
    ...(registration === undefined || obstacle !== undefined ? [] : registrationLines(registration, look)),
    // The differences already say what the verdict's own first line says.
    ...(poll === undefined || obstacle !== undefined
      ? []
      : first === undefined
        ? pollBlock(poll, look).slice(1)
        : [`  ${sameText(first)}`]),
    ...findingLines(
      {
        path: suite,
        line,
        column,
        severity: "error",
        message: `${sample.request}: ${obstacle ?? differences.map(differenceText).join("; ")}`,
        name: state,
      },
      "  ",
      look,
    ),
    "",
  ];
}

function registrationLines({ runs, findings }: RegistrationFacts, look: PollLook): readonly string[] {
  return [
    ...runs.flatMap((run) => runLines(run, look)),
    ...runFindingLines(findings, look),
    ...(findings.length === 0 ? [] : [""]),
  ];
}

function differenceText({ what, expected, actual }: SampleReport["differences"][number]): string {
  return `${what} should be ${expected}, but is ${actual}`;
}

function headOf({ state, request, expected, durationMs, tags }: SampleReport, { paint }: PollLook): string {
  const { sign, colour } = states[state];
  const facts = [
    paint.bold(onOneLine(request)),
    onOneLine(expected),
    ...(state === "cancelled" ? [] : [paint.dim(`${durationMs} ms`)]),
    ...(tags.length === 0 ? [] : [paint.dim(tags.map(onOneLine).join(", "))]),
  ];
  return `${paint[colour](`${sign} ${state.padEnd(WIDEST_STATE)}`)}  ${facts.join(paint.dim(" · "))}`;
}

/** The lines after the last sample. */
export function suiteSummary(report: SuiteReport, look: PollLook): string[] {
  const { totals, ok, cancelled, release, coverage } = report;
  const parts = (["passed", "failed", "errored", "cancelled"] as const)
    .filter((state) => totals[state] > 0)
    .map((state) => `${totals[state]} ${state}`);
  const paint = ok ? look.paint.green : look.paint.red;
  const said = parts.length === 0 ? "none" : parts.join(", ");
  const lines = [
    ...(coverage === undefined ? [] : coverageBlock(coverage, look)),
    ...wrap(`${count(totals.samples, "sample")} (${wazuhText(release)}): ${said}.`, look.width).map(paint),
  ];
  return cancelled
    ? [
        ...lines,
        ...wrap(
          "Cancelled: the running scripts and everything that they had started were ended.",
          look.width,
        ),
      ]
    : [...lines, ...exitLine(suiteExitCode(report), reasonsOf(report), look)];
}

/** Why the exit code is not 0. */
function reasonsOf({ totals: { failed, errored } }: SuiteReport): readonly string[] {
  return [
    ...(errored > 0 ? [`${count(errored, "sample")} could not be run`] : []),
    ...(failed > 0 ? [`${count(failed, "sample")} failed`] : []),
  ];
}
