/** One poll: the script is run once as the manager runs it, whatever it does, and everything it left is ended. */

import { type ByteString, cString, commandLine, readJson } from "../../manager/index.ts";
import type { Keeper } from "../keeper/keeper.ts";
import { leaseKeeper } from "../keeper/keeper-lease.ts";
import type { Obstacle, PollRun } from "./poll-run.ts";
import { type Attempt, attempt } from "./attempt.ts";
import type { PollOptions } from "./options.ts";
import { takeSecondLook } from "./second-look.ts";
import { type Surroundings, surroundingsOf } from "./surroundings.ts";

/**
 * Runs a poll script for one request. A script that fails, hangs or cannot be started is a result like any other; nothing
 * that a script or a caller's text can cause is thrown. When the promise resolves, no process of the run is alive.
 */
export async function runPoll(options: PollOptions): Promise<PollRun> {
  const line = commandLine(options.execPath, options.request, options.release);
  if (line.kind !== "arguments") return withoutProcess(options, line.kind, line.text);
  const lease = leaseKeeper();
  try {
    const keeper = lease?.keeper;
    const surroundings = surroundingsOf(options, keeper?.nextMark() ?? "none");
    const argv = line.argv.map(cString);
    const startedAt = new Date();
    const first = await attempt({ argv, options, surroundings, keeper, streams: "shared" });
    const streams = await secondLook(options, argv, keeper, first);
    return {
      ...summary(options, surroundings, first),
      execution: { ...first.execution, execPath: execPathShown(options), commandLine: line.text },
      argv,
      startedAt,
      streams,
    };
  } finally {
    lease?.release();
  }
}

function summary(options: PollOptions, surroundings: Surroundings, { course, leftover, notes, obstacle }: Attempt) {
  return {
    notRun: undefined,
    obstacle,
    profile: surroundings.profile,
    workingDirectory: surroundings.workingDirectory,
    environmentNames: Object.keys(surroundings.environment),
    durationMs: course.durationMs,
    thread: course.thread,
    notes: [...surroundings.notes, ...notes],
    leftover,
    cancelled: options.signal?.aborted === true && course.cancelled,
  } satisfies Partial<PollRun>;
}
