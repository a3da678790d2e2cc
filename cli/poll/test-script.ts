/** `keypoll test`: runs a script for each request as the manager would, and says what the manager would do. */

import { endPolling, type ProfileName } from "../../core/poll/index.ts";
import { ExitCode } from "../exit-code.ts";
import { type ManagerFlags, readManagerSettings } from "../manager-settings.ts";
import type { FormatName } from "../report/format-names.ts";
import { onInterrupt } from "../terminal/interrupt.ts";
import type { Problem } from "../terminal/problem.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { readKnownKeys } from "./known-keys.ts";
import { makePolls } from "./make-polls.ts";
import { exitCodeOf, pollReport } from "./poll-report.ts";
import { openPollView } from "./poll-view.ts";
import { type Asked, readAsked } from "./requests.ts";

export interface TestOptions extends ManagerFlags {
  /** The command line as it stands in exec_path. */
  readonly execPath: string;
  /** In the order of the command line. */
  readonly requests: readonly string[];
  /** Seconds; 0 waits for ever. */
  readonly timeout: number;
  readonly profile: ProfileName;
  readonly keys?: string;
  readonly format: FormatName;
  readonly verbose?: boolean;
}

/** The verdicts go to the terminal; what is returned is the exit code. */
export async function testScript(options: TestOptions, terminal: Terminal): Promise<ExitCode> {
  const refuse = (problem: Problem): ExitCode => {
    terminal.complain(problem);
    return ExitCode.couldNotRun;
  };
  const settings = readManagerSettings(options);
  if (!settings.ok) return refuse(settings.problem);
  const asked: Asked[] = [];
  for (const text of options.requests) {
    const reading = readAsked(text);
    if (!reading.ok) return refuse(reading.problem);
    asked.push(reading.value);
  }
  if (asked.length === 0) return refuse(NOTHING_ASKED);
  if (options.execPath.trim() === "") return refuse(NO_SCRIPT);
  const known = await readKnownKeys(options.keys, settings.value.release);
  if (!known.ok) return refuse(known.problem);
  if (known.value.warning !== undefined) terminal.remark(known.value.warning);

  const view = openPollView(options, terminal);
  const interrupt = onInterrupt();
  try {
    const made = await makePolls(asked, {
      ...options,
      settings: settings.value,
      known: known.value.store,
      signal: interrupt.signal,
      onPoll: view.onPoll,
    });
    const report = pollReport({ command: "test", release: settings.value.release.id, ...made });
    await view.onEnd(report);
    return exitCodeOf(report);
  } finally {
    interrupt.forget();
    await endPolling();
  }
}

const NO_SCRIPT: Problem = {
  what: "The command line of the script is empty.",
  advice: 'Give what stands in exec_path, for example "python3 ./agent_key_pull.py".',
};

const NOTHING_ASKED: Problem = {
  what: "There is nothing to ask the script for.",
  advice: "Name at least one agent, for example --id 001 or --ip 192.168.1.100.",
};
