/** What the editor shows for a sample that did not pass. */

import { Location, MarkdownString, Range, TestMessage, Uri } from "vscode";
import { printedBy, proseLines, type Verdict } from "../../core/lint/answer/index.ts";
import { codeBlock, escapedMarkdown } from "../../core/lint/markdown.ts";
import { textFromBytes } from "../../core/manager/index.ts";
import type { SampleResult } from "../../core/poll/index.ts";
import type { Difference, Problem } from "../../core/suite/index.ts";
import { say } from "../../core/words/index.ts";
import { lineInOutput } from "../poll/error-line.ts";
import { fileNameOf } from "../support/file-name.ts";
import { logLines } from "./log-lines.ts";
import { rangeOf } from "./sample-items.ts";

/** Maximum problems of a suite in one message. */
const MOST_PROBLEMS = 5;

/** Messages of samples that have a picture. The manifest gives them a button. */
const HAS_VERDICT = "keypollVerdict";

/** Messages that compare. The manifest puts buttons on their rows only, because a button over the text would cover the comparison. */
export const HAS_DIFFERENCE = "keypollDifference";

/**
 * First the difference, as two sides; then what happens on the manager, with its log. The second is shown at the line
 * of the script that its output names, if it names one.
 */
export function failureMessages(result: SampleResult, uri: Uri, script: string | undefined): TestMessage[] {
  const { comparison, sample, verdict } = result;
  if (comparison === undefined || verdict === undefined) return [];
  const { differences, expected, actual } = comparison;
  const difference = TestMessage.diff(differences.map(differenceText).join("; "), expected, actual);
  const happening = new TestMessage(happeningText(verdict));
  difference.location = new Location(uri, rangeOf(sample.requestPlace));
  happening.location = scriptLocation(result, script) ?? difference.location;
  difference.contextValue = HAS_DIFFERENCE;
  happening.contextValue = HAS_VERDICT;
  return [difference, happening];
}

/** Why a sample could not be asked. */
export function obstacleMessage({ obstacle = "", sample }: SampleResult, uri: Uri): TestMessage {
  const message = new TestMessage(obstacle);
  message.location = new Location(uri, rangeOf(sample.requestPlace));
  message.contextValue = HAS_VERDICT;
  return message;
}

/** Why a suite cannot be run. */
export function problemMessages(problems: readonly Problem[], uri: Uri): TestMessage[] {
  return problems.slice(0, MOST_PROBLEMS).map(({ message: text, place }) => {
    const message = new TestMessage(text);
    message.location = new Location(uri, rangeOf(place));
    return message;
  });
}

export function differenceText({ what, expected, actual }: Difference): string {
  return what === "verdict"
    ? say`Expected ${expected}, but got ${actual}`
    : say`${what}: expected ${expected}, but got ${actual}`;
}

function happeningText(verdict: Verdict): MarkdownString {
  const blocks = [
    // The editor shows the first line beside the code.
    escapedMarkdown(verdict.title),
    ...proseLines(verdict).map(escapedMarkdown),
    codeBlock(logLines(verdict.log)),
  ];
  return new MarkdownString(blocks.join("\n\n"));
}

/** The line of the script that its own output names, for example in an exception. */
export function scriptLocation({ asking }: SampleResult, script: string | undefined): Location | undefined {
  if (script === undefined || asking === undefined) return undefined;
  const uri = Uri.file(script);
  const line = lineInOutput(textFromBytes(printedBy(asking.source)), fileNameOf(uri));
  return line === undefined ? undefined : new Location(uri, new Range(line, 0, line, 0));
}
