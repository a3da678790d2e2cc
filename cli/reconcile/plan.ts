/** What `keypoll reconcile` is to do, from its options and the files that they name. */

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { KeyMask } from "../../core/lint/mask.ts";
import {
  bytesFromText,
  type ManagerSettings,
  type Release,
  readKeyFile,
  textFromBytes,
} from "../../core/manager/index.ts";
import { DEFAULT_TIMEOUT, type PollTarget, type ProfileName } from "../../core/poll/index.ts";
import {
  type AskedBy,
  defaultErrorMeanings,
  type ErrorMeanings,
  idsOf,
  type ReconcileState,
  Roll,
} from "../../core/reconcile/index.ts";
import { SUITE_SUFFIX } from "../../core/suite/index.ts";
import { byteString, readInput } from "../input.ts";
import { type ManagerFlags, readManagerSettings } from "../manager-settings.ts";
import { readConfigured } from "../poll/configured.ts";
import { loadSuite } from "../suite/load-suite.ts";
import { failure, type Problem, type Result, success } from "../terminal/problem.ts";
import type { Terminal } from "../terminal/terminal.ts";

export interface PlanFlags extends ManagerFlags {
  /** The command line as it stands in exec_path, or a suite. */
  readonly subject?: string;
  readonly socket?: string;
  /** Path of an ossec.conf. */
  readonly config?: string;
  readonly keys?: string;
  /** A file with ids that only the database may have. */
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
  /** What is asked, for people; keys masked. */
  readonly subject: string;
  /** Tells this run from any other one. */
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

/** The plan, or what keeps it from being one. Options of the command line win over files. */
export async function readPlan(
  flags: PlanFlags,
  terminal: Terminal,
): Promise<Result<ReconcilePlan> | undefined> {
  const isSuite = flags.subject?.endsWith(SUITE_SUFFIX) === true;
  const found = isSuite ? await fromSuite(flags, terminal) : await fromFlags(flags);
  if (found === undefined || !found.ok) return found;
  const { target, settings, threads, remarks } = found.value;
  const { release } = settings;
  if (release.poller === "none") return failure(...GONE);
  const keys = flags.keys ?? found.value.keys;
  if (keys === undefined && flags.ids === undefined) return failure(...NOBODY);
  const file = keys === undefined ? success(undefined) : await readInput(keys);
  if (!file.ok) return file;
  const ids = flags.ids === undefined ? success(undefined) : await readInput(flags.ids);
  if (!ids.ok) return ids;
  const reading =
    file.value === undefined ? undefined : readKeyFile(byteString(file.value), { release, passEmpty: true });
  if (reading?.exit !== undefined) return { ok: false, problem: stops(keys ?? "", reading.exit.text) };
  const roll = new Roll(reading, ids.value === undefined ? [] : idsOf(byteString(ids.value)), flags.by);
  if (roll.size === 0)
    return failure("There is no agent to ask for.", "Check the files of --keys and --ids.");
  const errors = errorMeanings(flags);
  return success({
    target,
    settings,
    roll,
    keys,
    threads: flags.threads ?? threads,
    errors,
    subject: subjectOf(target),
    mark: markOf([file.value, ids.value], [target, describe(settings), flags.by, [...errors]]),
    remarks,
  });
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
  const { subject, socket, config, timeout, profile } = flags;
  const base = readManagerSettings(flags);
  if (!base.ok) return base;
  const { release } = base.value;
  const configured = await readConfigured(config, release);
  if (!configured.ok) return configured;
  const { polling, facts } = configured.value ?? {};
  const execPath = subject === undefined ? polling?.execPath : bytesFromText(subject);
  const socketPath = socket ?? polling?.socketPath;
  if (execPath === undefined && socketPath === undefined) {
    return config === undefined
      ? failure(...NOTHING_TO_ASK)
      : failure(
          `${config} names neither an exec_path nor a socket.`,
          `keypoll config ${config} shows what holds.`,
        );
  }
  return success({
    target: {
      execPath,
      socketPath,
      release,
      timeoutSeconds: timeout ?? polling?.timeoutSeconds ?? DEFAULT_TIMEOUT,
      profile,
      standInDirectory: process.cwd(),
    },
    settings: { ...base.value, ...polling?.force },
    threads: polling?.threads ?? 1,
    keys: config === undefined ? undefined : besideConfig(config),
    remarks:
      facts?.reason === undefined ? [] : [`${config}: a manager with this file asks nobody: ${facts.reason}`],
  });
}

/** Where a manager has its list of agents. */
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

function subjectOf({ execPath, socketPath }: PollTarget): string {
  const parts = [socketPath, execPath === undefined ? undefined : textFromBytes(execPath)];
  return new KeyMask().hide(parts.flatMap((part) => part ?? []).join(", then "));
}

/** Where the release is a row, its name says it. */
function describe({ release, hostName, node, force, forceInsert }: ManagerSettings): unknown {
  return { release: release.id, hostName, node, force, forceInsert };
}

function markOf(files: readonly (Buffer | undefined)[], rest: readonly unknown[]): string {
  const hash = createHash("sha256");
  for (const file of files)
    hash.update(file === undefined ? "-" : createHash("sha256").update(file).digest("hex"));
  const plain = (name: string, value: unknown): unknown =>
    name === "release" ? ((value as Partial<Release>).id ?? value) : value;
  return hash.update(JSON.stringify(rest, plain)).digest("hex");
}

function stops(keys: string, text: string): Problem {
  const said = new KeyMask().hide(textFromBytes(text));
  return {
    what: `A manager with ${keys} exits with "${said}", so nobody can say which agents it has.`,
    advice: `Fix the file first: keypoll lint ${keys} says where.`,
  };
}

const GONE = [
  "Wazuh 5.0 removed key polling: no daemon of this release asks a script.",
  "Name the release that does, for example --release 4.14.",
] as const;

const NOBODY = [
  "There is nobody to ask for.",
  "Name the manager's client.keys with --keys, or ids that the database has with --ids.",
] as const;

const NOTHING_TO_ASK = [
  "There is nothing to ask.",
  "Give the command line of the script as it stands in exec_path, a suite, --socket, or --config.",
] as const;
