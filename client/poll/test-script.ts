/** The command *Test poll script* and its other ways: samples, run, report, diagnostics, and a short message at the end. */

import { l10n, window } from "vscode";
import { SameCauses } from "../../core/lint/answer/index.ts";
import type { PollTarget } from "../../core/poll/index.ts";
import { pictureTest } from "../verdict/picture-test.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import { footText, labelOf, notesText, sameText, sampleText, startText, totals } from "./report.ts";
import { runTest, type TestPlan, targetOf } from "./run-test.ts";
import { scriptDocument } from "./script.ts";
import { pollSettings } from "./settings.ts";
import { type Bench, changedSamples, onStage, openReport, type Stage, withProgress } from "./stage.ts";
import type { Tested } from "./tested.ts";

/** Tests a script: the one that was clicked on, else the open one. */
export async function testPollScript(bench: Bench, clicked: unknown): Promise<void> {
  await onStage(bench, clicked, (stage) => {
    openReport(bench, stage);
    return testStage(bench, stage, targetOf(stage.settings, stage.execPath), runTest);
  });
}

/** Asks for other samples, and remembers them. */
export async function changeSamples(bench: Bench, clicked: unknown): Promise<void> {
  const document = await scriptDocument(clicked);
  if (document === undefined) return;
  await changedSamples(bench, document, pollSettings(document.uri));
}

/** Runs the samples in one way, and tells everywhere what came of it. The report has been opened. */
export async function testStage(
  bench: Bench,
  stage: Stage,
  target: PollTarget,
  run: (plan: TestPlan) => Promise<Tested[]>,
): Promise<void> {
  const { channel, diagnostics, verdicts } = bench;
  const { document, fileName, samples, manager, settings, remarks } = stage;
  const { result: all, cancelled } = await withProgress(
    l10n.t("Testing {0}", fileName),
    (progress, signal) => {
      let hasNotes = false;
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
          if (!hasNotes && tested.run !== undefined) {
            channel.append(notesText(tested.run));
            hasNotes = true;
          }
          const isPlain = tested.repeats === undefined && tested.comparison === undefined;
          const first = isPlain ? causes.firstLike(tested, tested.verdict) : undefined;
          channel.append(first === undefined ? sampleText(tested) : sameText(tested, first));
          progress.report({ increment: 100 / samples.length });
        },
      });
    },
  );
  channel.append(footText(all, cancelled));
  diagnostics.set(document, diagnosticsOf(document, all));
  const frame = { subject: fileName, script: document.uri.toString(), release: settings.release, remarks };
  const judged = all.map(({ verdict, run: made, source, socket }) => {
    return { verdict, run: made, source, socketMs: socket?.durationMs };
  });
  if (judged.length > 0) verdicts.take(pictureTest(frame, judged));
  // The message may stay for hours; the test is over.
  if (!cancelled) void tellResult(fileName, all, bench);
}

async function tellResult(
  fileName: string,
  all: readonly Tested[],
  { channel, verdicts }: Bench,
): Promise<void> {
  const failed = all.some(
    ({ verdict, repeats, comparison }) =>
      verdict.state === "failed" || repeats?.matters === true || comparison?.matters === true,
  );
  const buttons = [l10n.t("Show report"), l10n.t("Show as a picture")] as const;
  const text = `${fileName}: ${totals(all)}.`;
  const answer = failed
    ? await window.showWarningMessage(text, ...buttons)
    : await window.showInformationMessage(text, ...buttons);
  if (answer === buttons[0]) channel.show(true);
  if (answer === buttons[1]) verdicts.show(undefined);
}
