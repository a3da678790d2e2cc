/** Runs the samples of a registration script: each against a stand-in manager. The runs are shown as by the command. */

import { basename, dirname } from "node:path";
import { Location, MarkdownString, type TestItem, TestMessage, type TestRun, type Uri } from "vscode";
import { codeBlock, escapedMarkdown } from "../../core/lint/markdown.ts";
import { KeyMask } from "../../core/lint/mask.ts";
import { wazuhText } from "../../core/lint/versions.ts";
import type { RegistrationSuite } from "../../core/suite/index.ts";
import { say } from "../../core/words/index.ts";
import type { RegistrationResult } from "../../stand-in/index.ts";
import { findingsText, runText } from "../registration-script/report.ts";
import { loadStandIn } from "../stand-in/load.ts";
import type { FailedSample, FailedSamples } from "./failed-samples.ts";
import { differenceText, HAS_DIFFERENCE } from "./messages.ts";
import { lines, registrationLine } from "./run-output.ts";
import { rangeOf } from "./sample-items.ts";

/** Where the results go. */
interface Results {
  readonly testRun: TestRun;
  readonly failed: FailedSamples;
  readonly itemAt: ReadonlyMap<number, TestItem>;
}

export async function runRegistrations(
  { testRun, failed, itemAt }: Results,
  suite: RegistrationSuite,
  uri: Uri,
  signal: AbortSignal,
): Promise<void> {
  const standIn = await loadStandIn();
  const { command, settings, timeoutSeconds } = suite;
  testRun.appendOutput(
    lines([
      `${basename(uri.fsPath)} · ${wazuhText(settings.release)} · ${say`timeout ${timeoutSeconds} s`}`,
      `    ${new KeyMask().hide(command)}`,
    ]),
  );
  await standIn.runRegistrationSuite(suite, dirname(uri.fsPath), {
    samples: [...itemAt.keys()],
    signal,
    onStart: (index) => {
      const item = itemAt.get(index);
      if (item !== undefined) testRun.started(item);
    },
    onResult: (result) => {
      const item = itemAt.get(result.index);
      if (item === undefined) return;
      failed.know(item, failedRegistration(result, standIn));
      show(testRun, item, result, uri);
    },
  });
}

function show(testRun: TestRun, item: TestItem, result: RegistrationResult, uri: Uri): void {
  const { state, durationMs, obstacle, sample } = result;
  const location = new Location(uri, rangeOf(sample.namePlace));
  testRun.appendOutput(registrationLine(result), location, item);
  const placed = (message: TestMessage): TestMessage => Object.assign(message, { location });
  if (state === "passed") testRun.passed(item, durationMs);
  if (state === "failed") testRun.failed(item, failures(result).map(placed), durationMs);
  if (state === "errored") testRun.errored(item, placed(new TestMessage(obstacle ?? "")), durationMs);
}

/** Undefined if the sample has not failed. */
function failedRegistration(
  { state, sample, test, comparison }: RegistrationResult,
  { isSameRegistration, takeRunsAsExpected }: Awaited<ReturnType<typeof loadStandIn>>,
): FailedSample | undefined {
  if (state !== "failed" || test === undefined || comparison === undefined) return undefined;
  const judged = { sample, test, comparison };
  return {
    title: sample.name,
    comparison,
    placeIn: (reading, index) => {
      const now = reading.kind === "registration" ? reading.suite.samples[index] : undefined;
      return isSameRegistration(now, judged) ? now.place : undefined;
    },
    edits: (text, index) => takeRunsAsExpected(text, { ...judged, index }),
  };
}

/** First the difference, as two sides; then what happened in each run. */
function failures({ comparison, test }: RegistrationResult): readonly TestMessage[] {
  if (comparison === undefined || test === undefined) return [];
  const { differences, expected, actual } = comparison;
  const [first] = differences;
  const runs = [...test.runs.map(runText), findingsText(test.findings)].join("").trimEnd().split("\n");
  const said = [escapedMarkdown(first === undefined ? "" : differenceText(first)), codeBlock(runs)];
  const difference = TestMessage.diff(differences.map(differenceText).join("; "), expected, actual);
  difference.contextValue = HAS_DIFFERENCE;
  return [difference, new TestMessage(new MarkdownString(said.join("\n\n")))];
}
