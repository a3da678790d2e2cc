/** Polling for a row of requests: each is run and judged by itself, against the keys that were there at the start. */

import { judge } from "../../core/lint/answer/index.ts";
import { KeyMask } from "../../core/lint/mask.ts";
import {
  bytesFromText,
  type KeyStore,
  type ManagerSettings,
  textFromBytes,
} from "../../core/manager/index.ts";
import { type PollRun, type ProfileName, runPoll, sourceOf } from "../../core/poll/index.ts";
import type { PollResult, ScriptFacts } from "../report/report.ts";
import { openProgress } from "../terminal/progress.ts";
import { pollResult } from "./poll-result.ts";
import type { Asked } from "./requests.ts";
import { scriptFile } from "./script-file.ts";

export interface PollsOptions {
  readonly execPath: string;
  /** Seconds; 0 waits for ever. */
  readonly timeout: number;
  readonly profile: ProfileName;
  readonly settings: ManagerSettings;
  readonly known: KeyStore;
  readonly signal: AbortSignal;
  readonly onPoll: (poll: PollResult) => void;
}

export interface MadePolls {
  readonly polls: readonly PollResult[];
  readonly notMade: readonly string[];
  readonly cancelled: boolean;
  readonly script?: ScriptFacts;
  /** The script's file. */
  readonly file?: string;
}

/** One poll after the other. A script that cannot be started is not tried again, and a cancelled run is the last. */
export async function makePolls(asked: readonly Asked[], options: PollsOptions): Promise<MadePolls> {
  const { known, settings, signal, onPoll } = options;
  const polls: PollResult[] = [];
  let script: ScriptFacts | undefined;
  let file: string | undefined;
  const progress = openProgress();
  for (const { text, datagram, request } of asked) {
    progress.start(`asking for ${text}`);
    const run = request === undefined ? undefined : await runPoll(runOptions(request, options));
    progress.stop();
    if (run?.cancelled) break;
    const source = run === undefined ? { kind: "nothing" as const } : sourceOf(run);
    const poll = pollResult(judge(datagram, source, known, settings), run);
    polls.push(poll);
    onPoll(poll);
    if (run === undefined) continue;
    script ??= scriptFacts(run, options);
    file ??= scriptFile(run.argv.map(textFromBytes), run.workingDirectory);
    if (run.obstacle !== undefined) break;
  }
  const notMade = asked.slice(polls.length).map(({ text }) => text);
  return {
    polls,
    notMade,
    cancelled: signal.aborted,
    ...(script === undefined ? {} : { script }),
    ...(file === undefined ? {} : { file }),
  };
}

function runOptions(
  request: NonNullable<Asked["request"]>,
  options: PollsOptions,
): Parameters<typeof runPoll>[0] {
  const { execPath, settings, timeout, profile, signal } = options;
  return {
    execPath: bytesFromText(execPath),
    request,
    release: settings.release,
    timeoutSeconds: timeout,
    profile,
    standInDirectory: process.cwd(),
    signal,
  };
}

function scriptFacts(run: PollRun, { execPath, timeout }: PollsOptions): ScriptFacts {
  const { profile, workingDirectory, notes } = run;
  return {
    execPath: new KeyMask().hide(execPath),
    profile,
    timeoutSeconds: timeout,
    workingDirectory,
    notes,
  };
}
