/** From the user's choice to what is asked, how, and for which manager. */

import { basename } from "node:path";
import { Uri, workspace } from "vscode";
import type { ManagerSettings } from "../../core/manager/index.ts";
import type { PollTarget } from "../../core/poll/index.ts";
import { say } from "../../core/words/index.ts";
import { configured, readConfiguration, usedSettingsText, withPolling } from "../poll/configuration.ts";
import { targetOf } from "../poll/run-test.ts";
import { execPathOf } from "../poll/script.ts";
import { managerOf, type PollSettings, pollSettings } from "../poll/settings.ts";
import { openedSuite } from "../suite/suite-document.ts";
import type { Subject } from "./subject.ts";

export interface Plan {
  readonly target: PollTarget;
  readonly settings: ManagerSettings;
  /** Number of concurrent requests of the manager. */
  readonly threads: number;
  readonly remarks: readonly string[];
}

export type Planning =
  | { readonly kind: "plan"; readonly plan: Plan }
  /** What happened, why, and what to do. */
  | { readonly kind: "problem"; readonly message: string };

export async function planFor(subject: Subject, keys: Uri): Promise<Planning> {
  const planning = await plannedFor(subject, keys);
  if (planning.kind === "plan" && planning.plan.settings.release.poller === "none") {
    return problem(
      say`Wazuh 5.0 removed key polling. Set keypoll.release to the older release whose manager asks.`,
    );
  }
  return planning;
}

function plannedFor({ kind, value }: Subject, keys: Uri): Planning | Promise<Planning> {
  switch (kind) {
    case "suite":
      return planOfSuite(value);
    case "config":
      return planOfConfig(value, pollSettings(keys));
    case "script":
      return planOfScript(value);
    case "command":
      return planned(pollSettings(keys), value, undefined);
    case "socket":
      return planned(pollSettings(keys), undefined, value);
  }
}

async function planOfSuite(path: string): Promise<Planning> {
  const opening = await openedSuite(Uri.file(path));
  if (opening.kind === "problem") return opening;
  const { target, suite, remarks } = opening.opened;
  return { kind: "plan", plan: { target, settings: suite.settings, threads: 1, remarks } };
}

async function planOfConfig(path: string, settings: PollSettings): Promise<Planning> {
  const read = await readConfiguration(path, settings.release);
  if (read.kind === "unread") return problem(read.message);
  const { execPath, socketPath } = read.polling;
  if (execPath === undefined && socketPath === undefined) {
    return problem(say`${basename(path)} names neither an exec_path nor a socket.`);
  }
  const remarks = [usedSettingsText(basename(path), read.polling), ...read.remarks];
  const planning = planned(withPolling(settings, read.polling, undefined), undefined, socketPath, remarks);
  return { kind: "plan", plan: { ...planning.plan, target: { ...planning.plan.target, execPath } } };
}

async function planOfScript(path: string): Promise<Planning> {
  try {
    const document = await workspace.openTextDocument(Uri.file(path));
    if (document.isDirty) await document.save();
    const { settings, remarks } = await configured(pollSettings(document.uri), path);
    const { line, why } = execPathOf(document, settings);
    return planned(settings, line, undefined, [...(why === undefined ? [] : [why]), ...remarks]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return problem(say`${basename(path)} cannot be read: ${reason}`);
  }
}

function planned(
  settings: PollSettings,
  execPath: string | undefined,
  socketPath: string | undefined,
  remarks: readonly string[] = [],
) {
  const target = { ...targetOf(settings, execPath), socketPath, closeLook: false };
  return {
    kind: "plan",
    plan: { target, settings: managerOf(settings), threads: settings.threads, remarks },
  } as const;
}

function problem(message: string): Planning {
  return { kind: "problem", message };
}
