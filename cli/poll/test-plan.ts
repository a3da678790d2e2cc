/** The plan of `keypoll test`, from its options and from the `ossec.conf` that they name. */

import { judge, type Verdict } from "../../core/lint/answer/index.ts";
import type { KeyRequest, KeyStore, ManagerSettings, Release, Source } from "../../core/manager/index.ts";
import type { PollTarget, ProfileName } from "../../core/poll/index.ts";
import { type ManagerFlags, readManagerSettings } from "../manager-settings.ts";
import type { FormatName } from "../report/format-names.ts";
import type { ConfigFacts } from "../report/run-facts.ts";
import { type Problem, type Result, success } from "../terminal/problem.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { readConfigured } from "./configured.ts";
import { readKnownKeys } from "./known-keys.ts";
import { type Asked, readAsked } from "./requests.ts";
import { targetOf } from "./target.ts";

/** Where a test shows its results, and what ends it early. */
export interface TestStage {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

export interface TestFlags extends ManagerFlags {
  /** The command line as in exec_path. */
  readonly execPath?: string;
  /** In the order of the command line. */
  readonly requests: readonly string[];
  readonly socket?: string;
  /** Command line of a daemon to start for the test. */
  readonly start?: string;
  /** Path of an ossec.conf. */
  readonly config?: string;
  /** Seconds; 0 waits forever. */
  readonly timeout?: number;
  readonly profile: ProfileName;
  readonly jobs?: number;
  readonly repeat?: number;
  readonly compare?: boolean;
  readonly torture?: boolean;
  /** Names of torture cases. Empty means all. */
  readonly case: readonly string[];
  /** A folder for the output. */
  readonly raw?: string;
  readonly keys?: string;
  readonly format: FormatName;
  readonly verbose?: boolean;
}

export interface TestPlan {
  /** At least one. */
  readonly asked: readonly Asked[];
  readonly target: PollTarget & { readonly timeoutSeconds: number; readonly profile: ProfileName };
  readonly settings: ManagerSettings;
  readonly known: KeyStore;
  readonly jobs: number;
  readonly repeat: number;
  readonly config: ConfigFacts | undefined;
  /** Shown before anything runs. */
  readonly remarks: readonly string[];
}

/** The plan, or why there is none. Options of the command line override the configuration. */
export async function readPlan(flags: TestFlags): Promise<Result<TestPlan>> {
  const base = readManagerSettings(flags);
  if (!base.ok) return base;
  const { release } = base.value;
  const asked: Asked[] = [];
  for (const text of flags.requests) {
    const reading = readAsked(text);
    if (!reading.ok) return reading;
    asked.push(reading.value);
  }
  const configured = await readConfigured(flags.config, release);
  if (!configured.ok) return configured;
  const polling = configured.value?.polling;
  const wanted = targetOf(flags, release, polling);
  // A comparison compares runs of the script.
  const socketPath = flags.compare === true ? undefined : wanted.socketPath;
  const target = { ...wanted, socketPath, closeLook: true };
  const problem = missing(flags, target, asked);
  if (problem !== undefined) return { ok: false, problem };
  const known = await readKnownKeys(flags.keys, release);
  if (!known.ok) return known;
  return success({
    asked,
    target,
    settings: { ...base.value, ...polling?.force },
    known: known.value.store,
    jobs: flags.jobs ?? polling?.threads ?? 1,
    repeat: flags.repeat ?? 1,
    config: configured.value?.facts,
    remarks: known.value.warning === undefined ? [] : [known.value.warning],
  });
}

/** The verdict on the answer to a request of the plan. */
export function judged({ datagram }: Asked, source: Source, { known, settings }: TestPlan): Verdict {
  return judge(datagram, source, known, settings);
}

/** Requests that the manager does not discard itself. */
export function requestsOf({ asked }: TestPlan): readonly KeyRequest[] {
  return asked.flatMap(({ request }) => request ?? []);
}

function missing(
  { config, start, compare, torture, case: cases }: TestFlags,
  { execPath, socketPath, release }: PollTarget,
  asked: readonly Asked[],
): Problem | undefined {
  if (cases.length > 0 && torture !== true) return CASE_OF_NOTHING;
  if (execPath !== undefined && execPath.trim() === "") return NO_SCRIPT;
  if (start !== undefined && socketPath === undefined) return NO_SOCKET;
  if (execPath === undefined && compare === true) return ONLY_SCRIPTS;
  if (execPath === undefined && socketPath === undefined) {
    return config === undefined ? NOTHING_TO_TEST : nothingConfigured(config, release);
  }
  if (asked.length === 0) return torture === true ? NO_HITS : NOTHING_ASKED;
  return undefined;
}

function nothingConfigured(path: string, { id, poller }: Release): Problem {
  if (poller === "none") {
    return {
      what: `Wazuh ${id} does not run poll scripts. The settings in ${path} have no effect there.`,
      advice:
        "To test for a 4.x manager, add --release 4.14. To replace key polling in 5.0, see keypoll reconcile --help.",
    };
  }
  return {
    what: `${path} has neither an exec_path nor a socket.`,
    advice: `Give the command line yourself, or see which settings apply: keypoll config ${path}.`,
  };
}

const CASE_OF_NOTHING: Problem = {
  what: "--case needs --torture.",
  advice: "Write both: --torture --case NAME.",
};

const NO_SCRIPT: Problem = {
  what: "The command line of the script is empty.",
  advice: 'Give the command line of exec_path, for example "python3 ./agent_key_pull.py".',
};

const NOTHING_TO_TEST: Problem = {
  what: "There is no script to test.",
  advice:
    'Give its command line, as in exec_path, for example keypoll test "python3 ./agent_key_pull.py" --id 001; or a suite, --socket, or --config.',
};

const NOTHING_ASKED: Problem = {
  what: "There are no requests for the script.",
  advice: "Name at least one agent, for example --id 001 or --ip 192.168.1.100.",
};

const NO_HITS: Problem = {
  what: "Without an agent that the script must find, a script that always fails would pass.",
  advice: "Name at least one agent that the script or daemon knows, for example --id 001.",
};

const NO_SOCKET: Problem = {
  what: "--start needs the socket at which the daemon will listen.",
  advice: "Add --socket PATH.",
};

const ONLY_SCRIPTS: Problem = {
  what: "--compare needs a script to run.",
  advice: "Give the command line, as in exec_path.",
};
