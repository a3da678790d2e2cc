/** Runs the chosen samples with the same engine as the command line, and shows the results as they arrive. */

import { basename, dirname } from "node:path";
import {
  type CancellationToken,
  Location,
  type TestController,
  type TestItem,
  TestMessage,
  type TestRun,
  type TestRunRequest,
  Uri,
} from "vscode";
import {
  openSuite,
  runCovered,
  runSuite,
  type SampleResult,
  type SuiteCoverage,
  type SuiteOptions,
} from "../../core/poll/index.ts";
import { say } from "../../core/words/index.ts";
import { isAllowed } from "../poll/script.ts";
import { type Chosen, chosenIn } from "./chosen.ts";
import { grammarOf, type RunCoverage } from "./coverage.ts";
import { type FailedSamples, failedPoll } from "./failed-samples.ts";
import { failureMessages, obstacleMessage, problemMessages, scriptLocation } from "./messages.ts";
import type { Pictures } from "./pictures.ts";
import { headText, printedText, sampleText } from "./run-output.ts";
import { runRegistrations } from "./run-registrations.ts";
import { placeInSuite, rangeOf } from "./sample-items.ts";
import type { SuiteTree } from "./suite-tree.ts";
import type { WatchedFiles } from "./watched-files.ts";

/** What all runs share. */
export interface Explorer {
  readonly controller: TestController;
  readonly tree: SuiteTree;
  readonly files: WatchedFiles;
  readonly pictures: Pictures;
  readonly failed: FailedSamples;
}

/** Runs what was requested, and records the lines that it executes if `coverage` is given. When the promise resolves, the run has ended and none of its processes is alive. */
export async function run(
  explorer: Explorer,
  request: TestRunRequest,
  token: CancellationToken,
  coverage?: RunCoverage,
): Promise<void> {
  if (!(await isAllowed())) return;
  const testRun = explorer.controller.createTestRun(request);
  const stop = new AbortController();
  const listeners = [token, testRun.token].map((each) => each.onCancellationRequested(() => stop.abort()));
  try {
    const chosen = await chosenIn(request, explorer.tree);
    for (const { samples } of chosen) for (const sample of samples) testRun.enqueued(sample);
    for (const each of chosen) {
      if (stop.signal.aborted || token.isCancellationRequested) break;
      await runChosen(explorer, testRun, each, { signal: stop.signal, coverage });
    }
    coverage?.report(testRun);
  } finally {
    for (const listener of listeners) listener.dispose();
    testRun.end();
  }
}

async function runChosen(
  { files, pictures, failed }: Explorer,
  testRun: TestRun,
  chosen: Chosen,
  { signal, coverage }: { readonly signal: AbortSignal; readonly coverage: RunCoverage | undefined },
): Promise<void> {
  const { suite, state, samples } = chosen;
  const uri = Uri.parse(suite.id);
  const { reading, script } = state;
  if (reading.kind === "broken") return cannotRun(testRun, chosen, problemMessages(reading.problems, uri));
  if (reading.kind === "registration") {
    await files.lookAt(suite);
    await runRegistrations({ testRun, failed, itemAt: itemsByPlace(samples) }, reading.suite, uri, signal);
    coverage?.take(ofRegistrations(), basename(uri.fsPath), new Map(), testRun);
    return;
  }
  const opening = await openSuite(reading.suite, dirname(uri.fsPath));
  if (opening.kind === "problem") return cannotRun(testRun, chosen, [new TestMessage(opening.message)]);
  const { opened } = opening;
  await files.lookAt(suite);
  const itemAt = itemsByPlace(samples);
  testRun.appendOutput(headText(basename(uri.fsPath), opened));
  const options: SuiteOptions = {
    samples: [...itemAt.keys()],
    signal,
    onStart: (index) => {
      const item = itemAt.get(index);
      if (item !== undefined) testRun.started(item);
    },
    onResult: (result) => {
      const item = itemAt.get(result.index);
      if (item === undefined) return;
      failed.know(item, failedPoll(result));
      show(testRun, item, result, { uri, script });
    },
  };
  const covered = coverage === undefined ? undefined : await runCovered(opened, options, grammarOf);
  const results = covered?.results ?? (await runSuite(opened, options));
  if (covered !== undefined) coverage?.take(covered.coverage, basename(uri.fsPath), itemAt, testRun);
  pictures.take({
    suite: uri,
    script: script === undefined ? undefined : Uri.file(script).toString(),
    opened,
    results,
    itemOf: ({ index }) => itemAt.get(index),
  });
}

function ofRegistrations(): SuiteCoverage {
  return { kind: "not-covered", reason: say`Only the lines of poll scripts can be recorded.` };
}

function itemsByPlace(samples: readonly TestItem[]): ReadonlyMap<number, TestItem> {
  return new Map(samples.map((sample) => [placeInSuite(sample) ?? -1, sample]));
}

/** For a suite that cannot be run: reported once if the suite was requested, or else for each of its samples. */
function cannotRun(testRun: TestRun, { suite, whole, samples }: Chosen, messages: TestMessage[]): void {
  for (const item of whole ? [suite] : samples) testRun.errored(item, messages);
}

interface Places {
  readonly uri: Uri;
  readonly script: string | undefined;
}

function show(testRun: TestRun, item: TestItem, result: SampleResult, { uri, script }: Places): void {
  const { state, durationMs } = result;
  const place = new Location(uri, rangeOf(result.sample.requestPlace));
  testRun.appendOutput(sampleText(result), place, item);
  const printed = printedText(result);
  if (printed !== undefined) testRun.appendOutput(printed, scriptLocation(result, script) ?? place, item);
  if (state === "passed") testRun.passed(item, durationMs);
  if (state === "failed") testRun.failed(item, failureMessages(result, uri, script), durationMs);
  if (state === "errored") testRun.errored(item, obstacleMessage(result, uri), durationMs);
}
