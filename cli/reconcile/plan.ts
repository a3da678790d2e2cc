/** The plan of `keypoll reconcile`, from its options and the files that they name. */

import { existsSync } from "node:fs";
import path from "node:path";
import type { ByteString, ManagerSettings } from "../../core/manager/index.ts";
import {
  type PollTarget,
  type ProfileName,
  prepareReconcile,
  subjectOfTarget,
} from "../../core/poll/index.ts";
import {
  type AskedBy,
  defaultErrorMeanings,
  type ErrorMeanings,
  type ReconcileState,
  type Roll,
} from "../../core/reconcile/index.ts";
import { SUITE_SUFFIX } from "../../core/suite/index.ts";
import { byteString, readInput } from "../input.ts";
import { type ManagerFlags, readManagerSettings } from "../manager-settings.ts";
import { readConfigured } from "../poll/configured.ts";
import { targetOf } from "../poll/target.ts";
import { loadSuite } from "../suite/load-suite.ts";
import { failure, type Problem, type Result, success } from "../terminal/problem.ts";
import type { Terminal } from "../terminal/terminal.ts";

export interface PlanFlags extends ManagerFlags {
  /** The command line as in exec_path, or a suite. */
  readonly subject?: string;
  readonly socket?: string;
  /** Path of an ossec.conf. */
  readonly config?: string;
  readonly keys?: string;
  /** A file with ids that may be only in the database. */
  readonly ids?: string;
  readonly by: AskedBy;
  readonly timeout?: number;
  readonly threads?: number;
  readonly profile: ProfileName;
  readonly unknownError: readonly number[];
  readonly ambiguousError: readonly number[];
  readonly only: readonly ReconcileState[];
}

export interface ReconcilePlan {
  readonly target: PollTarget;
  readonly settings: ManagerSettings;
  readonly roll: Roll;
  readonly keys: string | undefined;
  readonly threads: number;
  readonly errors: ErrorMeanings;
  /** What is asked, in words. Keys are masked. */
  readonly subject: string;
  /** Identifies this run. */
  readonly mark: string;
  readonly remarks: readonly string[];
}

interface Target {
  readonly target: PollTarget;
  readonly settings: ManagerSettings;
  readonly threads: number;
  readonly keys: string | undefined;
  readonly remarks: readonly string[];
}

/** The plan, or why there is none. Options of the command line override files. */
export async function readPlan(
  flags: PlanFlags,
  terminal: Terminal,
): Promise<Result<ReconcilePlan> | undefined> {
  const isSuite = flags.subject?.endsWith(SUITE_SUFFIX) === true;
  const found = isSuite ? await fromSuite(flags, terminal) : await fromFlags(flags);
  if (found === undefined || !found.ok) return found;
  const { target, settings, threads, remarks } = found.value;
  if (settings.release.poller === "none") return failure(...GONE);
  const keys = flags.keys ?? found.value.keys;
  if (keys === undefined && flags.ids === undefined) return failure(...NOBODY);
  const [file, ids] = [await bytesIn(keys), await bytesIn(flags.ids)];
  if (!file.ok) return file;
  if (!ids.ok) return ids;
  const errors = errorMeanings(flags);
  const { by } = flags;
  const prepared = prepareReconcile({ keys: file.value, ids: ids.value, by, target, settings, errors });
  if (prepared.kind === "exits") return { ok: false, problem: stops(keys ?? "", prepared.text) };
  if (prepared.kind === "nobody")
    return failure("There is no agent to ask for.", "Check the files of --keys and --ids.");
  return success({
    target,
    settings,
    roll: prepared.roll,
    keys,
    threads: flags.threads ?? threads,
    errors,
    subject: subjectOfTarget(target),
    mark: prepared.mark,
    remarks,
  });
}

async function bytesIn(path: string | undefined): Promise<Result<ByteString | undefined>> {
  if (path === undefined) return success(undefined);
  const input = await readInput(path);
  return input.ok ? success(byteString(input.value)) : input;
}

async function fromSuite(flags: PlanFlags, terminal: Terminal): Promise<Result<Target> | undefined> {
  const opened = await loadSuite(flags.subject ?? "", terminal);
  if (opened === undefined) return undefined;
  const { suite, target, keysFile: keys } = opened;
  return success({
    target: { ...target, closeLook: false },
    settings: suite.settings,
    threads: 1,
    keys,
    remarks: [],
  });
}

async function fromFlags(flags: PlanFlags): Promise<Result<Target>> {
  const { subject, config } = flags;
  const base = readManagerSettings(flags);
  if (!base.ok) return base;
  const { release } = base.value;
  // A file of 5.0 names nothing to ask, because of its release.
  if (release.poller === "none") return failure(...GONE);
  const configured = await readConfigured(config, release);
  if (!configured.ok) return configured;
  const { polling, facts } = configured.value ?? {};
  const target = targetOf({ ...flags, execPath: subject }, release, polling);
  if (target.execPath === undefined && target.socketPath === undefined) {
    return config === undefined
      ? failure(...NOTHING_TO_ASK)
      : failure(
          `${config} has neither an exec_path nor a socket.`,
          `keypoll config ${config} shows the settings that apply.`,
        );
  }
  return success({
    target,
    settings: { ...base.value, ...polling?.force },
    threads: polling?.threads ?? 1,
    keys: config === undefined ? undefined : besideConfig(config),
    remarks:
      facts?.reason === undefined
        ? []
        : [`${config}: a manager with this file sends no requests: ${facts.reason}`],
  });
}

/** The path of a manager's list of agents. */
function besideConfig(config: string): string | undefined {
  const file = path.join(path.dirname(config), "client.keys");
  return existsSync(file) ? file : undefined;
}

function errorMeanings({ unknownError, ambiguousError }: PlanFlags): ErrorMeanings {
  const told = [
    ...unknownError.map((number) => [number, "unknown"] as const),
    ...ambiguousError.map((number) => [number, "ambiguous"] as const),
  ];
  const replaced = new Set(told.map(([, meaning]) => meaning));
  const kept = [...defaultErrorMeanings].filter(
    ([, meaning]) => meaning === "would-not-register" || !replaced.has(meaning),
  );
  return new Map([...kept, ...told]);
}

function stops(keys: string, said: string): Problem {
  return {
    what: `A manager with ${keys} exits with "${said}", so its agents are unknown.`,
    advice: `Fix the file first: keypoll lint ${keys} shows the line.`,
  };
}

const GONE = [
  "Wazuh 5.0 removed key polling: no daemon of this release asks a script.",
  "Name an older release, for example --release 4.14.",
] as const;

const NOBODY = [
  "There is no agent to ask for.",
  "Name the manager's client.keys with --keys, or ids that the database has with --ids.",
] as const;

const NOTHING_TO_ASK = [
  "There is no script or daemon to ask.",
  "Give the command line of the script as written in exec_path, a suite, --socket, or --config.",
] as const;
