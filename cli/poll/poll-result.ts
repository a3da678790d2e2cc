/** One poll as a report has it: the verdict and the run behind it. */

import type { ShownLogLine, Verdict } from "../../core/lint/answer/index.ts";
import { KeyMask } from "../../core/lint/mask.ts";
import { type Execution, textFromBytes } from "../../core/manager/index.ts";
import type { PollRun } from "../../core/poll/index.ts";
import type { PollResult, ReportedLogLine, RunEnd, RunFacts } from "../report/report.ts";

/** The result of a poll; `run` is what was run for it, if anything was. */
export function pollResult(verdict: Verdict, run: PollRun | undefined): PollResult {
  const { request, state, title, consequence, advice, landing, removed, findings } = verdict;
  return {
    request,
    state,
    title,
    consequence,
    ...(advice === undefined ? {} : { advice }),
    ...(landing === undefined ? {} : { landing }),
    removed,
    log: reportedLog(verdict),
    findings,
    ...(run === undefined ? {} : { run: runFacts(run) }),
  };
}

/** That a request failed is said after nearly every failure; the line before it says why. */
function reportedLog({ log, outcome }: Verdict): readonly ReportedLogLine[] {
  const ids = [...outcome.log, ...outcome.masterLog].map(({ id }) => id);
  const telling = log.findLastIndex((line, at) => !line.byDefault && ids[at] !== "request-failed");
  return log.map((line: ShownLogLine, at) => ({ ...line, telling: at === telling }));
}

function runFacts(run: PollRun): RunFacts {
  const { argv, execution, thread, obstacle, leftover, durationMs } = run;
  // A command line may name a password; it is masked like everything that is shown.
  const mask = new KeyMask();
  return {
    durationMs: Math.round(durationMs),
    argv: argv.map((each) => mask.hide(textFromBytes(each))),
    end: runEnd(execution),
    timedOut: execution.timedOut,
    thread,
    ...(obstacle === undefined ? {} : { obstacle }),
    leftover,
  };
}

function runEnd({ end }: Execution): RunEnd {
  switch (end.kind) {
    case "exit":
      return { kind: "exit", code: end.code };
    case "signal":
      return { kind: "signal", signal: end.signal };
    default:
      return { kind: end.kind, reason: end.reason };
  }
}
