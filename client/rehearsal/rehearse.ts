/** The command *Rehearse a reconnect storm*: asks, runs with progress, shows. */

import { basename, dirname } from "node:path";
import { l10n, ProgressLocation, type Uri, window } from "vscode";
import {
  type OpenedSuite,
  openSuite,
  type RehearsalProgress,
  rehearseForms,
  subjectOfSuite,
} from "../../core/poll/index.ts";
import { defaultRhythm } from "../../core/rehearsal/index.ts";
import type { FormName, RehearsalParts } from "../../core/rehearsal/report/index.ts";
import { isAllowed } from "../poll/script.ts";
import { problemText, suiteState } from "../suite/suite-document.ts";
import { type AskedStorm, askForStorm } from "./ask-storm.ts";
import { chooseSuite } from "./choose-suite.ts";
import type { RehearsalView } from "./rehearsal-view.ts";

/** One rehearsal at a time: two would measure each other. */
let running = false;

export async function rehearseStorm(view: RehearsalView, clicked: unknown): Promise<void> {
  if (!(await isAllowed())) return;
  if (running) {
    void window.showInformationMessage(l10n.t("A rehearsal is running already."));
    return;
  }
  const suite = await chooseSuite(clicked);
  const opened = suite === undefined ? undefined : await openedSuite(suite);
  if (suite === undefined || opened === undefined) return;
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

async function openedSuite(uri: Uri): Promise<OpenedSuite | undefined> {
  const name = basename(uri.fsPath);
  const state = await suiteState(uri);
  if (state === undefined) return refuse(l10n.t("{0} cannot be read.", name));
  if (state.reading.kind === "broken") {
    return refuse([name, ...state.reading.problems.slice(0, 1).map(problemText)].join(": "));
  }
  if (state.reading.kind === "registration")
    return refuse(l10n.t("{0} is for a registration script, which is not polled.", name));
  const opening = await openSuite(state.reading.suite, dirname(uri.fsPath));
  return opening.kind === "opened" ? opening.opened : refuse(opening.message);
}

function refuse(reason: string): undefined {
  void window.showErrorMessage(reason);
  return undefined;
}

/** What was rehearsed; undefined, with a reason, where there is nothing to show. */
async function withProgress(
  subject: string,
  opened: OpenedSuite,
  asked: AskedStorm,
): Promise<RehearsalParts | undefined> {
  const { agents, threads, queueSize, limit, durationSeconds, compare } = asked;
  const { forms, requests, known, settings } = subjectOfSuite(opened, compare ? true : undefined);
  if (requests.length === 0) {
    return refuse(l10n.t("{0} asks for nothing that reaches the script.", subject));
  }
  const stopping = new AbortController();
  const place = {
    location: ProgressLocation.Notification,
    title: l10n.t("Rehearsing {0}", subject),
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
      onSimulate: () => progress.report({ message: l10n.t("simulating {0} agents", agents) }),
    });
  });
  if (rehearsed.cancelled) {
    void window.showInformationMessage(l10n.t("The rehearsal was cancelled, and all that ran was ended."));
    return undefined;
  }
  const obstacle = rehearsed.forms.every(({ study }) => study === undefined)
    ? rehearsed.forms[0]?.rehearsal.obstacle
    : undefined;
  if (obstacle !== undefined) return refuse(obstacle);
  return { subject, release: settings.release.id, storm, ...rehearsed };
}

/** How far it is: runs, their rate, who is left, what was discarded. */
function progressText(form: FormName, { stage, threads, ...storm }: RehearsalProgress): string {
  const { runs, agents, registered, discardedFull, ratePerSecond } = storm;
  const rate = ratePerSecond.toFixed(1);
  if (stage === "level")
    return l10n.t("{0}: calibrating with {1} threads: {2} runs, {3} a second", form, threads, runs, rate);
  return l10n.t(
    "{0}: {1} runs, {2} a second, {3} agents left, {4} discarded",
    form,
    runs,
    rate,
    agents - registered,
    discardedFull,
  );
}
