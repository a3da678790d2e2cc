/** The command *Test poll script*: samples, run, report, diagnostics, and a short message at the end. */

import { basename } from "node:path";
import {
  type DiagnosticCollection,
  l10n,
  type OutputChannel,
  ProgressLocation,
  type TextDocument,
  window,
} from "vscode";
import type { KeyRequest } from "../../core/manager/index.ts";
import { proposeSamples, sourceOf } from "../../core/poll/index.ts";
import { pictureTest } from "../verdict/picture-test.ts";
import type { VerdictView } from "../verdict/verdict-view.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import { knownAgents, recordsToPropose } from "./known-agents.ts";
import { footText, headText, labelOf, notesText, sampleText, type Tested, totals } from "./report.ts";
import { runTest } from "./run-test.ts";
import { askForSamples, type SampleMemory } from "./samples.ts";
import { execPathOf, isAllowed, scriptDocument } from "./script.ts";
import { type PollSettings, pollSettings } from "./settings.ts";

/** What the commands share. */
export interface Bench {
  readonly channel: OutputChannel;
  readonly diagnostics: DiagnosticCollection;
  readonly memory: SampleMemory;
  /** Shows a test as a picture. */
  readonly verdicts: VerdictView;
  /** Called when a script has got samples. */
  readonly onSamples: () => void;
}

/** Scripts that are being tested now. */
const running = new Set<string>();

/** Tests a script: the one that was clicked on, else the open one. */
export async function testPollScript(bench: Bench, clicked: unknown): Promise<void> {
  if (!(await isAllowed())) return;
  const document = await scriptDocument(clicked);
  if (document === undefined) return;
  const settings = pollSettings(document.uri);
  const samples = bench.memory.of(document.uri) ?? (await changedSamples(bench, document, settings));
  if (samples === undefined) return;
  const key = document.uri.toString();
  if (running.has(key)) {
    void window.showInformationMessage(l10n.t("{0} is being tested already.", basename(document.fileName)));
    return;
  }
  running.add(key);
  try {
    await test(bench, document, { settings, samples });
  } finally {
    running.delete(key);
  }
}

/** Asks for other samples, and remembers them. */
export async function changeSamples(bench: Bench, clicked: unknown): Promise<void> {
  const document = await scriptDocument(clicked);
  if (document === undefined) return;
  await changedSamples(bench, document, pollSettings(document.uri));
}

async function changedSamples(
  bench: Bench,
  document: TextDocument,
  { keysFile, standInDirectory, release }: PollSettings,
): Promise<readonly KeyRequest[] | undefined> {
  const records = await recordsToPropose(keysFile, standInDirectory, release);
  const proposals = proposeSamples(records, document.getText());
  const before = bench.memory.of(document.uri);
  const samples = await askForSamples(basename(document.fileName), proposals, before);
  if (samples === undefined) return undefined;
  await bench.memory.keep(document.uri, samples);
  bench.onSamples();
  return samples;
}

interface Plan {
  readonly settings: PollSettings;
  readonly samples: readonly KeyRequest[];
}

async function test(bench: Bench, document: TextDocument, { settings, samples }: Plan): Promise<void> {
  const { channel, diagnostics } = bench;
  const fileName = basename(document.fileName);
  const execPath = execPathOf(document, settings);
  const { store, problem } = await knownAgents(settings.keysFile, settings.release);
  const remarks = [execPath.why, problem].filter((remark) => remark !== undefined);
  diagnostics.delete(document.uri);
  channel.clear();
  channel.append(
    headText({ fileName, release: settings.release, execPath: execPath.line, remarks, when: new Date() }),
  );
  channel.show(true);
  const stopping = new AbortController();
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t("Testing {0}", fileName),
    cancellable: true,
  };
  const all = await window.withProgress(options, (progress, cancelled) => {
    cancelled.onCancellationRequested(() => stopping.abort());
    progress.report({ message: next(samples[0]) });
    return runTest({
      execPath: execPath.line,
      samples,
      settings,
      known: store,
      signal: stopping.signal,
      onTested: (tested, { done, total }) => {
        if (done === 1) channel.append(notesText(tested.run));
        channel.append(sampleText(tested));
        progress.report({ message: next(samples[done]), increment: 100 / total });
      },
    });
  });
  const cancelled = stopping.signal.aborted;
  channel.append(footText(all, cancelled));
  diagnostics.set(document.uri, diagnosticsOf(document, all));
  const frame = { subject: fileName, script: document.uri.toString(), release: settings.release, remarks };
  const judged = all.map(({ verdict, run }) => ({ verdict, run, source: sourceOf(run) }));
  if (judged.length > 0) bench.verdicts.take(pictureTest(frame, judged));
  if (!cancelled) await tellResult(fileName, all, bench);
}

function next(request: KeyRequest | undefined): string {
  return request === undefined ? "" : labelOf(request);
}

async function tellResult(
  fileName: string,
  all: readonly Tested[],
  { channel, verdicts }: Bench,
): Promise<void> {
  const failed = all.some(({ verdict }) => verdict.state === "failed");
  const buttons = [l10n.t("Show report"), l10n.t("Show as a picture")] as const;
  const text = `${fileName}: ${totals(all)}.`;
  const answer = failed
    ? await window.showWarningMessage(text, ...buttons)
    : await window.showInformationMessage(text, ...buttons);
  if (answer === buttons[0]) channel.show(true);
  if (answer === buttons[1]) verdicts.show(undefined);
}
