/**
 * The command *Test poll script* and its variants: samples, run, report, diagnostics, and a short message at the end.
 */

import { type Diagnostic, type TextDocument, window } from "vscode";
import { SameCauses } from "../../core/lint/answer/index.ts";
import type { PollTarget } from "../../core/poll/index.ts";
import { say } from "../../core/words/index.ts";
import { showLine } from "../show-line.ts";
import { pictureTest } from "../verdict/picture-test.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import { footText, labelOf, notesText, sameText, sampleText, startText, totals } from "./report.ts";
import { runTest, type TestPlan, targetOf } from "./run-test.ts";
import { scriptDocument } from "./script.ts";
import { pollSettings } from "./settings.ts";
import { type Bench, changedSamples, onStage, openReport, type Stage, withProgress } from "./stage.ts";
import type { Tested } from "./tested.ts";

/** Tests a script: the one that was clicked on, or else the open one. */
export async function testPollScript(bench: Bench, clicked: unknown, quiet = false): Promise<void> {
  const test = (stage: Stage): Promise<void> => {
    openReport(bench, stage);
    return testStage(bench, stage, targetOf(stage.settings, stage.execPath), runTest);
  };
  await onStage(bench, clicked, test, quiet);
}

/** Asks for other samples, and remembers them. */
export async function changeSamples(bench: Bench, clicked: unknown): Promise<void> {
  const document = await scriptDocument(clicked);
  if (document === undefined) return;
  await changedSamples(bench, document, pollSettings(document.uri));
}

/** Runs the samples in one way, and reports the result everywhere. The report is already open. */
export async function testStage(
  bench: Bench,
  stage: Stage,
  target: PollTarget,
  run: (plan: TestPlan) => Promise<Tested[]>,
): Promise<void> {
  const { channel, diagnostics, notes, status, verdicts } = bench;
  const { document, fileName, samples, manager, settings, remarks, quiet } = stage;
  const { result: all, cancelled } = await withProgress(
    say`Testing ${fileName}`,
    (progress, signal) => {
      const causes = new SameCauses<Tested>();
      return run({
        target,
        samples,
        manager,
        workers: settings.threads,
        signal,
        onStart: (request, what) => {
          channel.append(startText(request, what));
          progress.report({ message: labelOf(request) });
        },
        onTested: (tested) => {
          channel.append(notesText(notes.news(tested.run?.notes ?? [])));
          const isPlain = tested.repeats === undefined && tested.comparison === undefined;
          const first = isPlain ? causes.firstLike(tested, tested.verdict) : undefined;
          channel.append(first === undefined ? sampleText(tested) : sameText(tested, first));
          progress.report({ increment: 100 / samples.length });
        },
      });
    },
    quiet,
  );
  channel.append(footText(all, cancelled));
  const problems = diagnosticsOf(document, all);
  diagnostics.set(document, problems);
  const frame = { subject: fileName, script: document.uri.toString(), release: settings.release, remarks };
  const judged = all.map(({ verdict, run: made, source, socket }) => {
    return { verdict, run: made, source, socketMs: socket?.durationMs };
  });
  if (judged.length > 0) verdicts.take(pictureTest(frame, judged));
  const failed = all.some(
    ({ verdict, repeats, comparison }) =>
      verdict.state === "failed" || repeats?.matters === true || comparison?.matters === true,
  );
  status.tested(document, totals(all), failed);
  if (cancelled || (quiet && !failed)) return;
  const text = `${fileName}: ${totals(all)}.`;
  // The message may stay for hours, but the test is over.
  void (failed ? tellFailure(text, mostSevere(problems), bench, document) : tellSuccess(text, bench));
}

async function tellSuccess(text: string, { channel, verdicts }: Bench): Promise<void> {
  const [report, picture] = [say`Show report`, say`Show as a picture`];
  const answer = await window.showInformationMessage(text, report, picture);
  if (answer === report) channel.show(true);
  if (answer === picture) verdicts.show(undefined);
}

/** The first of the most severe. */
function mostSevere(problems: readonly Diagnostic[]): Diagnostic | undefined {
  return [...problems].sort((one, other) => one.severity - other.severity)[0];
}

/** A problem, with a button for its line if the output of the script names one. */
async function tellFailure(
  text: string,
  problem: Diagnostic | undefined,
  { channel, verdicts }: Bench,
  document: TextDocument,
): Promise<void> {
  const line = problem?.range.start.line ?? 0;
  const go = say`Go to line ${line + 1}`;
  const [report, picture] = [say`Show report`, say`Show as a picture`];
  const buttons = line > 0 ? [go, report, picture] : [report, picture];
  const whole = problem === undefined ? text : `${text} ${problem.message}`;
  const answer = await window.showWarningMessage(whole, ...buttons);
  if (answer === go) await showLine(document, line);
  if (answer === report) channel.show(true);
  if (answer === picture) verdicts.show(undefined);
}
