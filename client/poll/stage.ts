/** The frame of every test: trust, the script with its samples and settings, and progress that can be cancelled. */

import { basename } from "node:path";
import { type OutputChannel, type Progress, ProgressLocation, type TextDocument, window } from "vscode";
import type { KeyRequest } from "../../core/manager/index.ts";
import { proposeSamples } from "../../core/poll/index.ts";
import { say } from "../../core/words/index.ts";
import type { VerdictView } from "../verdict/verdict-view.ts";
import { configured } from "./configuration.ts";
import { knownAgents, recordsToPropose } from "./known-agents.ts";
import { headText } from "./report.ts";
import { managerWith } from "./run-test.ts";
import { askForSamples, type SampleMemory } from "./samples.ts";
import { execPathOf, isAllowed, scriptDocument } from "./script.ts";
import type { ScriptStatus } from "./script-status.ts";
import { type PollSettings, pollSettings } from "./settings.ts";
import type { ShownNotes } from "./shown-notes.ts";
import { suiteSamples } from "./suite-samples.ts";
import type { TestDiagnostics } from "./test-diagnostics.ts";
import type { Manager } from "./tested.ts";

/** What the commands share. */
export interface Bench {
  readonly channel: OutputChannel;
  readonly diagnostics: TestDiagnostics;
  readonly memory: SampleMemory;
  /** Shows a test as a picture. */
  readonly verdicts: VerdictView;
  readonly notes: ShownNotes;
  /** Shows how the last test of the open script ended. */
  readonly status: ScriptStatus;
  /** Called when a script gets samples. */
  readonly onSamples: () => void;
}

/** A script that is about to be tested. */
export interface Stage {
  readonly document: TextDocument;
  readonly fileName: string;
  readonly settings: PollSettings;
  readonly execPath: string;
  readonly samples: readonly KeyRequest[];
  readonly manager: Manager;
  /** The socket in the configuration. */
  readonly socketPath: string | undefined;
  readonly remarks: readonly string[];
  /** The user did not ask for this run: it shows nothing except what went wrong. */
  readonly quiet: boolean;
}

/** Scripts that are being tested now. */
const running = new Set<string>();

/** Tests one script at a time: the one that was clicked on, or else the open one. */
export async function onStage(
  bench: Bench,
  clicked: unknown,
  act: (stage: Stage) => Promise<void>,
  quiet = false,
): Promise<void> {
  if (!(await isAllowed())) return;
  const document = await scriptDocument(clicked);
  if (document === undefined) return;
  const plain = pollSettings(document.uri);
  const samples = bench.memory.of(document.uri) ?? (await changedSamples(bench, document, plain));
  if (samples === undefined) return;
  const test = async (): Promise<void> => {
    const { settings, socketPath, remarks } = await configured(plain, document.fileName);
    const execPath = execPathOf(document, settings);
    const { store, problem } = await knownAgents(settings.keysFile, settings.release);
    await act({
      document,
      fileName: basename(document.fileName),
      settings,
      execPath: execPath.line,
      samples,
      manager: managerWith(settings, store),
      socketPath,
      remarks: [execPath.why, problem, ...remarks].filter((remark) => remark !== undefined),
      quiet,
    });
  };
  await oneAtATime(document, test, quiet);
}

/** Runs `test` unless this script is already being tested. Then it says so, if the user asked for the test. */
export async function oneAtATime(
  document: TextDocument,
  test: () => Promise<void>,
  quiet = false,
): Promise<void> {
  const key = document.uri.toString();
  if (running.has(key)) {
    if (quiet) return;
    void window.showInformationMessage(say`${basename(document.fileName)} is already being tested.`);
    return;
  }
  running.add(key);
  try {
    await test();
  } finally {
    running.delete(key);
  }
}

/** The result in a message with a button for the report. */
export async function offerReport(
  text: string,
  isSevere: boolean,
  { channel }: Pick<Bench, "channel">,
): Promise<void> {
  const show = say`Show report`;
  const answer = isSevere
    ? await window.showWarningMessage(text, show)
    : await window.showInformationMessage(text, show);
  if (answer === show) channel.show(true);
}

/** Asks for samples, and remembers them. Undefined if the user cancels. */
export async function changedSamples(
  bench: Bench,
  document: TextDocument,
  { keysFile, standInDirectory, release }: PollSettings,
): Promise<readonly KeyRequest[] | undefined> {
  const records = await recordsToPropose(keysFile, standInDirectory, release);
  const own = await suiteSamples(document);
  const samples = await askForSamples(basename(document.fileName), {
    own,
    proposals: proposeSamples(records, document.getText()),
    before: bench.memory.of(document.uri),
  });
  if (samples === undefined) return undefined;
  await bench.memory.keep(document.uri, samples);
  bench.onSamples();
  return samples;
}

/** Clears the report, and the findings of the last test on the script. */
export function openReport({ channel, diagnostics }: Bench, stage: Stage): void {
  const { document, fileName, settings, execPath, remarks } = stage;
  diagnostics.clear(document.uri);
  channel.clear();
  channel.append(headText({ fileName, release: settings.release, execPath, remarks, when: new Date() }));
  if (!stage.quiet) channel.show(true);
}

export type Step = Progress<{ message?: string; increment?: number }>;

/** The result of the work, and whether the user cancelled it. */
export async function withProgress<T>(
  title: string,
  work: (progress: Step, signal: AbortSignal) => Promise<T>,
  quiet = false,
): Promise<{ readonly result: T; readonly cancelled: boolean }> {
  const stopping = new AbortController();
  const location = quiet ? ProgressLocation.Window : ProgressLocation.Notification;
  const options = { location, title, cancellable: true };
  const result = await window.withProgress(options, (progress, cancelled) => {
    cancelled.onCancellationRequested(() => stopping.abort());
    return work(progress, stopping.signal);
  });
  return { result, cancelled: stopping.signal.aborted };
}
