/** The command *Rehearse a reconnect storm*: asks, runs with progress, shows. */

import { basename } from "node:path";
import { commands, ProgressLocation, type QuickPickItem, Uri, window, workspace } from "vscode";
import {
  type OpenedSuite,
  type RehearsalProgress,
  rehearseForms,
  subjectOfSuite,
} from "../../core/poll/index.ts";
import { defaultRhythm } from "../../core/rehearsal/index.ts";
import { type FormName, formText, type RehearsalParts } from "../../core/rehearsal/report/index.ts";
import { SUITE_SUFFIX } from "../../core/suite/index.ts";
import { numberText, say } from "../../core/words/index.ts";
import { isAllowed } from "../poll/script.ts";
import { openedSuite } from "../suite/suite-document.ts";
import { type AskedStorm, askForStorm } from "./ask-storm.ts";
import type { RehearsalView } from "./rehearsal-view.ts";

/** One rehearsal at a time: two would affect each other's measurements. */
let running = false;

export async function rehearseStorm(view: RehearsalView, clicked: unknown): Promise<void> {
  if (!(await isAllowed())) return;
  if (running) {
    void window.showInformationMessage(say`A rehearsal is running already.`);
    return;
  }
  const suite = await chooseSuite(clicked);
  if (suite === undefined) return;
  const opening = await openedSuite(suite);
  if (opening.kind === "problem") {
    refuse(opening.message);
    return;
  }
  const { opened } = opening;
  const storm = await askForStorm(opened);
  if (storm === undefined) return;
  running = true;
  try {
    const parts = await withProgress(basename(suite.fsPath), opened, storm);
    if (parts !== undefined) view.show(suite, parts);
  } finally {
    running = false;
  }
}

function refuse(reason: string): undefined {
  void window.showErrorMessage(reason);
  return undefined;
}

/** The result. Undefined, with a message, if there is nothing to show. */
async function withProgress(
  subject: string,
  opened: OpenedSuite,
  asked: AskedStorm,
): Promise<RehearsalParts | undefined> {
  const { agents, threads, queueSize, limit, durationSeconds, compare } = asked;
  const { forms, requests, known, settings } = subjectOfSuite(opened, compare ? true : undefined);
  if (requests.length === 0) {
    return refuse(say`No request in ${subject} reaches the script.`);
  }
  const stopping = new AbortController();
  const place = {
    location: ProgressLocation.Notification,
    title: say`Rehearsing ${subject}`,
    cancellable: true,
  };
  const storm = { agents, threads, queueSize, rhythm: defaultRhythm };
  const rehearsed = await window.withProgress(place, (progress, cancelled) => {
    cancelled.onCancellationRequested(() => stopping.abort());
    return rehearseForms({
      ...storm,
      forms,
      requests,
      known,
      settings,
      limit,
      durationSeconds,
      signal: stopping.signal,
      onProgress: (form, each) => progress.report({ message: progressText(form, each) }),
      onSimulate: () => progress.report({ message: say`simulating ${agents} agents` }),
    });
  });
  if (rehearsed.cancelled) {
    void window.showInformationMessage(say`The rehearsal was cancelled, and all its processes were ended.`);
    return undefined;
  }
  const obstacle = rehearsed.forms.every(({ study }) => study === undefined)
    ? rehearsed.forms[0]?.rehearsal.obstacle
    : undefined;
  if (obstacle !== undefined) return refuse(obstacle);
  return { subject, release: settings.release.id, storm, ...rehearsed };
}

/** The progress: runs, their rate, the remaining agents, the discarded requests. */
function progressText(form: FormName, { stage, threads, ...storm }: RehearsalProgress): string {
  const { runs, agents, registered, discardedFull, ratePerSecond } = storm;
  const rate = numberText(ratePerSecond, 1);
  if (stage === "level")
    return say`${formText(form)}: calibrating with ${threads} threads: ${runs} runs, ${rate} a second`;
  return say`${formText(form)}: ${runs} runs, ${rate} a second, ${agents - registered} agents left, ${discardedFull} discarded`;
}

/** Nobody chooses from more suites than this. */
const MOST_SUITES = 200;

/** The suite that was clicked on or is open, or else one of the workspace's. */
async function chooseSuite(clicked: unknown): Promise<Uri | undefined> {
  const near = [clicked, window.activeTextEditor?.document.uri].find(isSuite);
  if (near !== undefined) return near;
  const found = await workspace.findFiles(`**/*${SUITE_SUFFIX}`, "**/node_modules/**", MOST_SUITES);
  const [first, ...others] = found;
  if (first === undefined) return offerToCreate();
  if (others.length === 0) return first;
  const rows = found
    .map((uri): QuickPickItem & { uri: Uri } => ({ label: workspace.asRelativePath(uri), uri }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const row = await window.showQuickPick(rows, { title: say`Which suite do you want to rehearse?` });
  return row?.uri;
}

function isSuite(clicked: unknown): clicked is Uri {
  return clicked instanceof Uri && clicked.scheme === "file" && clicked.path.endsWith(SUITE_SUFFIX);
}

async function offerToCreate(): Promise<undefined> {
  const create = say`Create suite`;
  const text = say`A rehearsal needs a suite that names the script and its requests.`;
  const answer = await window.showInformationMessage(text, create);
  if (answer === create) await commands.executeCommand("keypoll.createSuite");
  return undefined;
}
