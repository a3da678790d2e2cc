/** What the manager does with a script. It is run once, as the manager runs it. */

import { judge } from "../core/lint/answer/index.ts";
import { bytesFromText, readRequest } from "../core/manager/index.ts";
import { ask, isExplanation } from "../core/poll/index.ts";
import { caseOf, datagramOf, type JudgeOptions } from "./answer.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

export interface PollOptions extends JudgeOptions {
  /** Seconds that the manager waits; 0 waits forever. Default: 60. */
  readonly timeout?: number | undefined;
  /** The manager's surroundings with few environment variables, or those of this process. Default: `manager`. */
  readonly profile?: "manager" | "as-me" | undefined;
  /**
   * Where the script runs. Default: the manager's install folder, or this process's own folder if that does not exist.
   */
  readonly workingDirectory?: string | undefined;
  /** Variables added to those of the profile. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Ends the run; the result is then `cancelled`. */
  readonly signal?: AbortSignal | undefined;
}

export interface Poll {
  readonly verdict: Verdict;
  /** Milliseconds for which the manager's thread would be busy. */
  readonly durationMs: number;
  /** Why the script could not be started, and what to do. Undefined if it ran. */
  readonly obstacle: string | undefined;
  /** Explanations of the run: a `#!` line that is read differently, a process that was left running. */
  readonly notes: readonly string[];
  readonly cancelled: boolean;
}

/**
 * Runs a script for one request and judges its answer. `execPath` is the command line as in `exec_path` of ossec.conf;
 * no shell reads it. A script that fails or hangs is a result. None of its processes is alive when the promise
 * resolves.
 */
export async function pollScript(
  execPath: string,
  request: string,
  options: PollOptions = {},
): Promise<Poll> {
  const { known, settings } = caseOf(options);
  const datagram = datagramOf(request);
  const reading = readRequest(datagram);
  if (reading.kind === "discarded") {
    const verdict = verdictOf(judge(datagram, { kind: "nothing" }, known, settings));
    return { verdict, durationMs: 0, obstacle: undefined, notes: [], cancelled: false };
  }
  const { timeout, profile, workingDirectory, environment, signal } = options;
  const target = {
    execPath: bytesFromText(execPath),
    release: settings.release,
    timeoutSeconds: timeout,
    profile,
    workingDirectory,
    standInDirectory: process.cwd(),
    environment,
  };
  const { source, run, durationMs, obstacle, cancelled } = await ask(target, reading.request, signal);
  return {
    verdict: verdictOf(judge(datagram, source, known, settings)),
    durationMs,
    obstacle,
    notes: run?.notes.filter(isExplanation).map(({ text }) => text) ?? [],
    cancelled,
  };
}
