/** The report of a series of polls, and its exit code. */

import type { VerdictState } from "../../core/lint/answer/index.ts";
import { ExitCode } from "../exit-code.ts";
import type { PollReport, PollResult } from "../report/poll-report.ts";
import type { ConfigFacts } from "../report/run-facts.ts";
import { tool } from "../report/tool.ts";

export type PollReportParts = Omit<PollReport, "tool" | "ok" | "totals">;

export function pollReport(parts: PollReportParts): PollReport {
  const { polls, notMade } = parts;
  const inState = (state: VerdictState): number => polls.filter((poll) => poll.state === state).length;
  return {
    tool,
    ...parts,
    ok:
      notMade.length === 0 &&
      polls.every(isFine) &&
      isFineConfig(parts.config) &&
      parts.socket?.daemon?.end === undefined,
    totals: {
      polls: polls.length,
      registered: inState("registered"),
      answeredNo: inState("answered-no"),
      failed: inState("failed"),
    },
  };
}

/** A poll that passed, with the same result each time and everywhere, and without serious findings. */
export function isFine({ state, findings, repeats, comparison }: PollResult): boolean {
  return (
    state !== "failed" &&
    findings.every(({ severity }) => severity !== "error" && severity !== "warning") &&
    !matters(repeats?.varies) &&
    !matters(comparison?.differs)
  );
}

/** Bytes that the manager ignores may differ. */
export function matters(differs: "verdict" | "answer" | "output" | undefined): boolean {
  return differs === "verdict" || differs === "answer";
}

/** A manager with this file asks for keys, and its settings for this have no errors. */
export function isFineConfig(config: ConfigFacts | undefined): boolean {
  return config === undefined || (config.polls && config.totals.error + config.totals.warning === 0);
}

/**
 * If the script cannot be started or reached, there is no verdict on its answers: the command failed. A daemon that
 * ended by itself is a verdict.
 */
export function exitCodeOf({ ok, polls, cancelled, socket: asked }: PollReport): ExitCode {
  if (cancelled) return ExitCode.cancelled;
  const isObstructed = ({ run, socket }: PollResult): boolean =>
    run?.obstacle !== undefined || socket?.obstacle !== undefined;
  if (polls.some(isObstructed) && asked?.daemon?.end === undefined) return ExitCode.couldNotRun;
  return ok ? ExitCode.fine : ExitCode.findings;
}
