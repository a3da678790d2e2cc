/** The output of a run, as text for its terminal. Keys are masked. */

import { proseLines } from "../../core/lint/answer/index.ts";
import { KeyMask } from "../../core/lint/mask.ts";
import { wazuhText } from "../../core/lint/versions.ts";
import { type OpenedSuite, printedIn, type SampleResult, type SampleState } from "../../core/poll/index.ts";
import { expectationText, registrationText } from "../../core/suite/index.ts";
import { say } from "../../core/words/index.ts";
import type { RegistrationResult } from "../../stand-in/index.ts";
import { findingsText, runText } from "../registration-script/report.ts";
import { logLines } from "./log-lines.ts";
import { differenceText } from "./messages.ts";

const signs: Readonly<Record<SampleState, string>> = {
  passed: "✔",
  failed: "✘",
  errored: "!",
  cancelled: "○",
};
const INDENT = "    ";

/** The text above the samples of a suite: how it is run, which also depends on the settings. */
export function headText(name: string, { target, suite, remarks }: OpenedSuite): string {
  const { release, profile = "manager", timeoutSeconds } = target;
  return lines([
    `${name} · ${wazuhText(release)} · ${profile} · ${say`timeout ${timeoutSeconds ?? "–"} s`}`,
    ...[suite.socket, suite.execPath].flatMap((asked) =>
      asked === undefined ? [] : [INDENT + new KeyMask().hide(asked)],
    ),
    ...remarks.map((remark) => INDENT + remark),
  ]);
}

/** One sample: a line if it passed; otherwise what differs, and what happens on the manager. */
export function sampleText(result: SampleResult): string {
  const { state, sample, comparison, obstacle, verdict, durationMs } = result;
  const time = state === "cancelled" ? say`cancelled` : `${Math.round(durationMs)} ms`;
  const head = `${signs[state]} ${sample.request} · ${expectationText(sample.expectation)} · ${time}`;
  if (state === "passed" || state === "cancelled" || verdict === undefined) return lines([head]);
  return lines([
    head,
    ...(comparison?.differences ?? []).map((each) => INDENT + differenceText(each)),
    ...[...proseLines(verdict, obstacle), ...logLines(verdict.log)].map((line) => INDENT + line),
  ]);
}

/** What the script of a failed sample printed; undefined if nothing or if the sample passed. */
export function printedText({ state, verdict, asking }: SampleResult): string | undefined {
  if (state !== "failed" || verdict === undefined || asking === undefined) return undefined;
  const { lines: printed } = printedIn(verdict, asking.source, asking.run?.streams?.spans);
  return printed.length === 0 ? undefined : lines(printed.map(({ text }) => `${INDENT}│ ${text}`));
}

/** One sample of a registration script: a line if it passed; otherwise what differs, and each run. */
export function registrationLine({
  state,
  sample,
  comparison,
  obstacle,
  test,
  durationMs,
}: RegistrationResult): string {
  const time = state === "cancelled" ? say`cancelled` : `${Math.round(durationMs)} ms`;
  const head = `${signs[state]} ${sample.name} · ${registrationText(sample.expectation)} · ${time}`;
  if (state === "passed" || state === "cancelled") return lines([head]);
  const runs = [...(test?.runs ?? []).map(runText), findingsText(test?.findings ?? [])];
  return lines([
    head,
    ...(comparison?.differences ?? []).map((each) => INDENT + differenceText(each)),
    ...(obstacle === undefined ? [] : [`${INDENT}→ ${obstacle}`]),
    ...runs.join("").trimEnd().split("\n"),
  ]);
}

/**
 * Terminals need a carriage return at each line's end. Other characters that would move the cursor are shown as a dot.
 */
export function lines(texts: readonly string[]): string {
  const plain = texts.map((text) =>
    text
      .trimEnd()
      .replace(/\r?\n/g, " ⏎ ")
      .replace(/[\0-\x1f\x7f-\x9f]/g, "·"),
  );
  return `${plain.join("\r\n")}\r\n`;
}
