/** Runs the chosen samples with the same engine as the command line, and shows the results as they arrive. */

import { basename, dirname } from "node:path";
import {
  type CancellationToken,
  type TestController,
  type TestItem,
  TestMessage,
  type TestRun,
  type TestRunRequest,
  Uri,
} from "vscode";
import { openSuite, runSuite, type SampleResult } from "../../core/poll/index.ts";
import { isAllowed } from "../poll/script.ts";
import { type Chosen, chosenIn } from "./chosen.ts";
import type { FailedSamples } from "./failed-samples.ts";
import { failureMessages, obstacleMessage, problemMessages } from "./messages.ts";
import type { Pictures } from "./pictures.ts";
import { headText, sampleText } from "./run-output.ts";
import { runRegistrations } from "./run-registrations.ts";
import { placeInSuite } from "./sample-items.ts";
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

/** Runs what was requested. When the promise resolves, the run has ended and none of its processes is alive. */
export async function run(
  explorer: Explorer,
  request: TestRunRequest,
  token: CancellationToken,
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
      await runChosen(explorer, testRun, each, stop.signal);
    }
  } finally {
    for (const listener of listeners) listener.dispose();
    testRun.end();
  }
}

async function runChosen(
  { files, pictures, failed }: Explorer,
  testRun: TestRun,
  chosen: Chosen,
  signal: AbortSignal,
): Promise<void> {
  const { suite, state, samples } = chosen;
  const uri = Uri.parse(suite.id);
  const { reading, script } = state;
  if (reading.kind === "broken") return cannotRun(testRun, chosen, problemMessages(reading.problems, uri));
  if (reading.kind === "registration") {
    await files.lookAt(suite);
    return await runRegistrations(testRun, reading.suite, itemsByPlace(samples), uri, signal);
  }
  const opening = await openSuite(reading.suite, dirname(uri.fsPath));
  if (opening.kind === "problem") return cannotRun(testRun, chosen, [new TestMessage(opening.message)]);
  const { opened } = opening;
  await files.lookAt(suite);
  const itemAt = itemsByPlace(samples);
  testRun.appendOutput(headText(basename(uri.fsPath), opened));
  const results = await runSuite(opened, {
    samples: [...itemAt.keys()],
    signal,
    onStart: (index) => {
      const item = itemAt.get(index);
      if (item !== undefined) testRun.started(item);
    },
    onResult: (result) => {
      const item = itemAt.get(result.index);
      if (item === undefined) return;
      failed.know(item, result);
      show(testRun, item, result, { uri, script });
    },
  });
  pictures.take({
    suite: uri,
    script: script === undefined ? undefined : Uri.file(script).toString(),
    opened,
    results,
    itemOf: ({ index }) => itemAt.get(index),
  });
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
  testRun.appendOutput(sampleText(result), undefined, item);
  if (state === "passed") testRun.passed(item, durationMs);
  if (state === "failed") testRun.failed(item, failureMessages(result, uri, script), durationMs);
  if (state === "errored") testRun.errored(item, obstacleMessage(result, uri), durationMs);
}
