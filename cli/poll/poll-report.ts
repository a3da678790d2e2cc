/** The report of a row of polls, and the exit code that it means. */

import type { VerdictState } from "../../core/lint/answer/index.ts";
import { ExitCode } from "../exit-code.ts";
import type { PollReport, PollResult, ScriptFacts } from "../report/report.ts";
import { tool } from "../report/tool.ts";

export interface PollReportParts {
  readonly command: PollReport["command"];
  readonly release: string;
  readonly script?: ScriptFacts;
  readonly file?: string;
  readonly polls: readonly PollResult[];
  readonly notMade: readonly string[];
  readonly cancelled: boolean;
}

export function pollReport(parts: PollReportParts): PollReport {
  const { command, release, script, file, polls, notMade, cancelled } = parts;
  const inState = (state: VerdictState): number => polls.filter((poll) => poll.state === state).length;
  return {
    tool,
    command,
    release,
    ok: notMade.length === 0 && polls.every(isFine),
    ...(script === undefined ? {} : { script }),
    ...(file === undefined ? {} : { file }),
    polls,
    notMade,
    cancelled,
    totals: {
      polls: polls.length,
      registered: inState("registered"),
      answeredNo: inState("answered-no"),
      failed: inState("failed"),
    },
  };
}

/** A poll with a good end, about which there is nothing grave to say. An error answer is a good end. */
export function isFine({ state, findings }: PollResult): boolean {
  return (
    state !== "failed" && findings.every(({ severity }) => severity !== "error" && severity !== "warning")
  );
}

/** A script that cannot be started is no verdict on its answers: the command could not do what it was asked for. */
export function exitCodeOf({ ok, polls, cancelled }: PollReport): ExitCode {
  if (cancelled) return ExitCode.cancelled;
  if (polls.some(({ run }) => run?.obstacle !== undefined)) return ExitCode.couldNotRun;
  return ok ? ExitCode.fine : ExitCode.findings;
}
