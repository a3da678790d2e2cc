/** One poll in a report: the verdict, and how it came about. */

import { byteMask, type ShownLogLine, type Verdict } from "../../core/lint/answer/index.ts";
import { KeyMask } from "../../core/lint/mask.ts";
import { cString, type Execution, type Release, textFromBytes } from "../../core/manager/index.ts";
import {
  type Asking,
  holdsAnswer,
  isExplanation,
  type PollRun,
  printedIn,
  printedView,
  type SocketRun,
  type Streams,
} from "../../core/poll/index.ts";
import type { PollResult, ReportedLogLine } from "../report/poll-report.ts";
import type { RunEnd, RunFacts, SocketReply, StreamFacts } from "../report/run-facts.ts";

/** The result of a poll. `asking` is how it was asked, if it was. */
export function pollResult(verdict: Verdict, asking: Asking | undefined, release: Release): PollResult {
  // It contains unmasked keys.
  const { outcome: _, ...shown } = verdict;
  return {
    ...shown,
    log: reportedLog(verdict),
    ...(asking === undefined ? {} : askingFacts(verdict, asking, release)),
  };
}

function askingFacts(
  verdict: Verdict,
  { run, socket, source, obstacle }: Asking,
  release: Release,
): Pick<PollResult, "run" | "socket" | "printed" | "streams"> {
  const printed = printedIn(verdict, source, run?.streams?.spans);
  return {
    ...(run === undefined ? {} : { run: runFacts(run) }),
    ...(socket === undefined
      ? {}
      : { socket: socketReply(socket, run === undefined ? obstacle : undefined) }),
    ...(printed.bytes === 0 ? {} : { printed }),
    ...(run?.streams === undefined ? {} : { streams: streamFacts(run.streams, verdict, release) }),
  };
}

/** Nearly every failure logs that the request failed; the line before it has the reason. */
function reportedLog({ log, outcome }: Verdict): readonly ReportedLogLine[] {
  const ids = [...outcome.log, ...outcome.masterLog].map(({ id }) => id);
  const telling = log.findLastIndex((line, at) => !line.byDefault && ids[at] !== "request-failed");
  return log.map((line: ShownLogLine, at) => ({ ...line, telling: at === telling }));
}

export function runFacts(run: PollRun): RunFacts {
  const { argv, execution, thread, obstacle, leftover, durationMs, notes } = run;
  // A command line may contain a password. It is masked like everything that is shown.
  const mask = new KeyMask();
  return {
    durationMs: Math.round(durationMs),
    argv: argv.map((each) => mask.hide(textFromBytes(each))),
    end: runEnd(execution.end),
    timedOut: execution.timedOut,
    thread,
    ...(obstacle === undefined ? {} : { obstacle }),
    notes: notes.filter(isExplanation),
    leftover,
  };
}

export function runEnd(end: Execution["end"]): RunEnd {
  switch (end.kind) {
    case "exit":
      return { kind: "exit", code: end.code };
    case "signal":
      return { kind: "signal", signal: end.signal };
    default:
      return { kind: end.kind, reason: end.reason };
  }
}

function socketReply(
  { emptyConnection, failures, reply, fallback, durationMs }: SocketRun,
  obstacle: string | undefined,
): SocketReply {
  const empty = typeof emptyConnection === "object" ? emptyConnection.text : emptyConnection;
  return {
    durationMs: Math.round(durationMs),
    ...(empty === undefined ? {} : { emptyConnection: empty }),
    failures: failures.map(({ text }) => text),
    ...(reply === undefined ? {} : { reply: reply.kind }),
    lostBytes: reply?.kind === "data" ? reply.lost : 0,
    fellBack: fallback !== undefined,
    ...(obstacle === undefined ? {} : { obstacle }),
  };
}

function streamFacts(
  { stdout, stderr, spans }: Streams,
  { outcome }: Verdict,
  release: Release,
): StreamFacts {
  return {
    stdoutBytes: stdout.length,
    stderrBytes: stderr.length,
    matched: spans !== undefined,
    stdoutHoldsAnswer: holdsAnswer(stdout, release),
    stderr: printedView(stderr, { mask: byteMask(outcome, cString(stderr)) }),
  };
}
