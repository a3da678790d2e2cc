/**
 * The surroundings of a script: folder, environment, priority and signals, as the manager sets them or as we have them.
 */

import { accessSync, constants, statSync } from "node:fs";
import { userInfo } from "node:os";
import type { Release } from "../../manager/index.ts";
import { here } from "../../platform/index.ts";
import { say } from "../../words/index.ts";
import { MARK_VARIABLE, type RunMark } from "../keeper/run-mark.ts";
import type { SignalPlan } from "./launch.ts";
import type { ProfileName, RunOptions } from "./options.ts";
import type { Note } from "./poll-run.ts";

export interface Surroundings {
  readonly profile: ProfileName;
  readonly workingDirectory: string;
  /** Tells the processes of this run from all others. */
  readonly mark: RunMark;
  readonly environment: Readonly<Record<string, string>>;
  /** Added to our own priority. */
  readonly nice: number;
  readonly signals: SignalPlan;
  readonly notes: readonly Note[];
}

/** The default install folder of a manager, in which it works. */
const INSTALL_FOLDER = "/var/ossec";

/** The surroundings of a run. `mark` is added to its environment. */
export function surroundingsOf(options: RunOptions, mark: RunMark): Surroundings {
  return options.profile === "as-me" ? asMe(options, mark) : asManager(options, mark);
}

function asMe(options: RunOptions, mark: RunMark): Surroundings {
  return {
    profile: "as-me",
    workingDirectory: options.workingDirectory ?? options.standInDirectory ?? process.cwd(),
    mark,
    environment: { ...ownEnvironment(), ...options.environment, [MARK_VARIABLE]: mark.text },
    nice: 0,
    signals: { ignorePipe: false, blockEnding: false },
    notes: [],
  };
}

function asManager(options: RunOptions, mark: RunMark): Surroundings {
  const { release, environment } = options;
  const folder = managerFolder(options);
  const { servicePath } = here;
  const lean = servicePath === undefined ? ownEnvironment() : { PATH: servicePath };
  return {
    profile: "manager",
    workingDirectory: folder.path,
    mark,
    environment: { ...lean, ...environment, [MARK_VARIABLE]: mark.text },
    nice: release.nice,
    signals: { ignorePipe: true, blockEnding: release.sigtermBlocked },
    notes: [userNote(options), ...folder.notes, environmentNote(options), ...descriptorNotes(options)],
  };
}

function managerFolder(options: RunOptions): { readonly path: string; readonly notes: readonly Note[] } {
  if (options.workingDirectory !== undefined) return { path: options.workingDirectory, notes: [] };
  if (isWorkingDirectory(INSTALL_FOLDER)) return { path: INSTALL_FOLDER, notes: [] };
  const path = options.standInDirectory ?? process.cwd();
  const text = say`The manager runs the script in ${INSTALL_FOLDER}, which does not exist here or may not be entered. This run was in ${path}, where a relative path in exec_path or in the script means another file.`;
  return { path, notes: [{ code: "working-directory", text }] };
}

/** Whether a process of ours can use the folder as its working directory. */
export function isWorkingDirectory(path: string): boolean {
  try {
    // This must not throw if nothing is there, because it is called before each run.
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return false;
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function userNote({ release }: RunOptions): Note {
  const text = say`The manager runs the script as ${managerUser(release)}, this run as ${userName()}. What the script may read, write or reach can differ, also because of SELinux or AppArmor.`;
  return { code: "user", text };
}

/** The user as which the manager runs scripts and connects to sockets. */
export function managerUser({ id }: Release): string {
  return say`root with the group ${id.startsWith("3.") ? "ossec" : "wazuh"}`;
}

let ownName: string | undefined;

/** The user as which this process runs. */
export function userName(): string {
  try {
    ownName ??= userInfo().username;
  } catch {
    ownName = say`a user without a name`;
  }
  return ownName;
}

function environmentNote({ environment }: RunOptions): Note {
  const added = Object.keys(environment ?? {});
  const names = added.length === 0 ? "" : say`, besides ${added.join(", ")}`;
  const had =
    here.servicePath === undefined
      ? say`your own variables, without which no program starts on ${here.name}`
      : `PATH=${environment?.["PATH"] ?? here.servicePath}`;
  const text = say`The manager passes on the environment of its own start, which is unknown here: often without HOME and LANG. This run had ${had}${names}, and ${MARK_VARIABLE}, by which Key Poll finds its processes.`;
  return { code: "environment", text };
}

function descriptorNotes({ release }: RunOptions): readonly Note[] {
  if (release.poller !== "wazuh-authd") return [];
  const text = say`From 4.4 on the script also inherits the listening socket of port 1515 and the connections that authd has open. This run had none.`;
  return [{ code: "descriptors", text }];
}

/** The environment of this process. */
export function ownEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env);
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
