/** `keypoll answer`: what the manager would do with an existing answer. */

import { judge } from "../../core/lint/answer/index.ts";
import { ExitCode } from "../exit-code.ts";
import { byteString, readInput, STANDARD_INPUT } from "../input.ts";
import { type ManagerFlags, readManagerSettings } from "../manager-settings.ts";
import type { FormatName } from "../report/format-names.ts";
import type { Problem } from "../terminal/problem.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { readKnownKeys } from "./known-keys.ts";
import { exitCodeOf, pollReport } from "./poll-report.ts";
import { pollResult } from "./poll-result.ts";
import { openPollView } from "./poll-view.ts";
import { readAsked } from "./requests.ts";

export interface AnswerOptions extends ManagerFlags {
  /** A path, or `-` for standard input. */
  readonly path: string;
  readonly request: string;
  readonly keys?: string;
  readonly format: FormatName;
  readonly verbose?: boolean;
}

/** Prints the verdict and returns the exit code. */
export async function checkAnswer(options: AnswerOptions, terminal: Terminal): Promise<ExitCode> {
  const { path, request, keys } = options;
  const refuse = (problem: Problem): ExitCode => {
    terminal.complain(problem);
    return ExitCode.couldNotRun;
  };
  const settings = readManagerSettings(options);
  if (!settings.ok) return refuse(settings.problem);
  const { release } = settings.value;
  const asked = readAsked(request);
  if (!asked.ok) return refuse(asked.problem);
  const known = await readKnownKeys(keys, release);
  if (!known.ok) return refuse(known.problem);
  if (known.value.warning !== undefined) terminal.remark(known.value.warning);
  if (path === STANDARD_INPUT && process.stdin.isTTY) {
    terminal.remark("Type or paste the script's output, then press Ctrl-D.");
  }
  const input = await readInput(path);
  if (!input.ok) return refuse(input.problem);
  const source = { kind: "output" as const, output: byteString(input.value) };
  const poll = pollResult(
    judge(asked.value.datagram, source, known.value.store, settings.value),
    undefined,
    release,
  );
  const report = pollReport({
    command: "answer",
    release: release.id,
    ...(path === STANDARD_INPUT ? {} : { file: path }),
    polls: [poll],
    notMade: [],
    cancelled: false,
  });
  const view = openPollView(options, terminal);
  view.onPoll(poll);
  await view.onEnd(report);
  return exitCodeOf(report);
}
