/** One poll: the script is run once as the manager runs it, whatever it does, and everything that it left is ended. */

import {
  type ByteString,
  type CommandLine,
  commandLine,
  cString,
  type Execution,
} from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { markFrom, withKeeper } from "../keeper/keeper-lease.ts";
import { type Attempt, type AttemptOptions, attempt } from "./attempt.ts";
import type { PollOptions } from "./options.ts";
import type { PollRun, Streams } from "./poll-run.ts";
import { holdsAnswer, streamsOf } from "./second-look.ts";
import { backslashNotes } from "./start-notes.ts";
import { type Surroundings, surroundingsOf } from "./surroundings.ts";

/**
 * Runs a poll script for one request. A script that fails, hangs or cannot be started is a result like any other, and
 * nothing that a script or a setting can cause is thrown. When the promise resolves, no process of the run is alive.
 */
export async function runPoll(options: PollOptions): Promise<PollRun> {
  const startedAt = new Date();
  const line = commandLine(options.execPath, options.request, options.release);
  if (line.kind !== "arguments") return withoutProcess(options, line, startedAt);
  return await withKeeper(async (keeper, mark) => {
    const surroundings = surroundingsOf(options, mark);
    const given = { argv: line.argv.map(cString), options, surroundings, keeper };
    const done = await attempt({ ...given, streams: "shared" });
    return {
      execution: executionOf(options, line.text, done),
      argv: given.argv,
      notRun: undefined,
      obstacle: done.obstacle,
      ...frameOf(surroundings),
      startedAt,
      durationMs: done.course.durationMs,
      streams: isSecondWanted(options, done) ? await secondLook(given, done) : undefined,
      thread: done.course.thread,
      notes: [...surroundings.notes, ...done.notes, ...backslashNotes(options, done.end)],
      leftover: done.leftover,
      cancelled: done.course.cancelled,
    };
  });
}

function executionOf(options: PollOptions, line: ByteString, done: Attempt): Execution {
  return {
    execPath: options.execPath ?? "(null)",
    commandLine: line,
    output: done.outputs[0] ?? "",
    end: done.end,
    timedOut: done.course.timedOut,
    overLimit: done.overLimit,
  };
}

function frameOf(surroundings: Surroundings) {
  return {
    profile: surroundings.profile,
    workingDirectory: surroundings.workingDirectory,
    environmentNames: Object.keys(surroundings.environment),
  };
}

/** A second run shows nothing new about a script that printed nothing, and takes as long again for one that hung. */
function isSecondWanted({ separateStreams, release }: PollOptions, { outputs, course }: Attempt): boolean {
  const [output = ""] = outputs;
  if (separateStreams !== true || course.cancelled || course.timedOut) return false;
  return course.thread.kind === "free" && /[^\0-\x20]/.test(output) && !holdsAnswer(output, release);
}

async function secondLook(
  given: Omit<AttemptOptions, "streams">,
  { outputs }: Attempt,
): Promise<Streams | undefined> {
  const {
    outputs: [stdout = "", stderr = ""],
  } = await attempt({ ...given, streams: "separate" });
  return streamsOf(outputs[0] ?? "", stdout, stderr);
}

/**
 * The manager refuses the line, or its child crashes while it splits it: exit code 0 as the manager reads it, and no
 * output.
 */
function withoutProcess(
  options: PollOptions,
  line: Exclude<CommandLine, { kind: "arguments" }>,
  startedAt: Date,
): PollRun {
  const end =
    line.kind === "child-crash"
      ? ({ kind: "signal", signal: "SIGSEGV" } as const)
      : ({ kind: "no-process", reason: tooLongText() } as const);
  return {
    execution: {
      execPath: options.execPath ?? "(null)",
      commandLine: line.text,
      output: "",
      end,
      timedOut: false,
      overLimit: false,
    },
    argv: [],
    notRun: line.kind,
    obstacle: undefined,
    ...frameOf(surroundingsOf(options, markFrom(undefined))),
    startedAt,
    durationMs: 0,
    streams: undefined,
    thread: { kind: "free", lateMs: 0 },
    notes: [],
    leftover: [],
    cancelled: false,
  };
}

const tooLongText = (): string =>
  say`The command line with selector and value has 65536 bytes or more, which the manager rejects.`;
