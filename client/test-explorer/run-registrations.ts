/** Runs the samples of a registration script: each against a stand-in manager. The runs are shown as by the command. */

import { basename, dirname } from "node:path";
import { Location, l10n, MarkdownString, type TestItem, TestMessage, type TestRun, type Uri } from "vscode";
import { codeBlock, escapedMarkdown } from "../../core/lint/markdown.ts";
import { KeyMask } from "../../core/lint/mask.ts";
import { wazuhText } from "../../core/lint/versions.ts";
import type { RegistrationSuite } from "../../core/suite/index.ts";
import type { RegistrationResult } from "../../stand-in/index.ts";
import { findingsText, runText } from "../registration-script/report.ts";
import { loadStandIn } from "../stand-in/load.ts";
import { differenceText } from "./messages.ts";
import { lines, registrationLine } from "./run-output.ts";
import { rangeOf } from "./sample-items.ts";

export async function runRegistrations(
  testRun: TestRun,
  suite: RegistrationSuite,
  itemAt: ReadonlyMap<number, TestItem>,
  uri: Uri,
  signal: AbortSignal,
): Promise<void> {
  const { runRegistrationSuite } = await loadStandIn();
  const { command, settings, timeoutSeconds } = suite;
  testRun.appendOutput(
    lines([
      `${basename(uri.fsPath)} · ${wazuhText(settings.release)} · ${l10n.t("timeout {0} s", timeoutSeconds)}`,
      `    ${new KeyMask().hide(command)}`,
    ]),
  );
  await runRegistrationSuite(suite, dirname(uri.fsPath), {
    samples: [...itemAt.keys()],
    signal,
    onStart: (index) => {
      const item = itemAt.get(index);
      if (item !== undefined) testRun.started(item);
    },
    onResult: (result) => {
      const item = itemAt.get(result.index);
      if (item !== undefined) show(testRun, item, result, uri);
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

/** First the difference, as two sides; then what happened in each run. */
function failures({ comparison, test }: RegistrationResult): readonly TestMessage[] {
  if (comparison === undefined || test === undefined) return [];
  const { differences, expected, actual } = comparison;
  const [first] = differences;
  const runs = [...test.runs.map(runText), findingsText(test.findings)].join("").trimEnd().split("\n");
  const said = [escapedMarkdown(first === undefined ? "" : differenceText(first)), codeBlock(runs)];
  return [
    TestMessage.diff(differences.map(differenceText).join("; "), expected, actual),
    new TestMessage(new MarkdownString(said.join("\n\n"))),
  ];
}
