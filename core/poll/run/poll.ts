/** One poll: the script is run once as the manager runs it, whatever it does, and everything it left is ended. */

import { type ByteString, type CommandLine, commandLine, cString } from "../../manager/index.ts";
import type { Keeper } from "../keeper/keeper.ts";
import { leaseKeeper } from "../keeper/keeper-lease.ts";
import { type Attempt, type AttemptOptions, attempt } from "./attempt.ts";
import type { PollOptions } from "./options.ts";
import type { PollRun, Streams } from "./poll-run.ts";
import { isUnreadable, streamsOf } from "./second-look.ts";
import { surroundingsOf } from "./surroundings.ts";

/**
 * Runs a poll script for one request. A script that fails, hangs or cannot be started is a result like any other; nothing
 * that a script or a setting can cause is thrown. When the promise resolves, no process of the run is alive.
 */
export async function runPoll(options: PollOptions): Promise<PollRun> {
  const line = commandLine(options.execPath, options.request, options.release);
  const startedAt = new Date();
  if (line.kind !== "arguments") return withoutProcess(options, line, startedAt);
  const lease = leaseKeeper();
  try {
    const keeper = lease?.keeper;
    const surroundings = surroundingsOf(options, nextMark(keeper));
    const argv = line.argv.map(cString);
    const done = await attempt({ argv, options, surroundings, keeper, streams: "shared" });
    const { course } = done;
    return {
      ...frameOf(options, line, done),
      argv,
      notRun: undefined,
      workingDirectory: surroundings.workingDirectory,
      environmentNames: Object.keys(surroundings.environment),
      startedAt,
      durationMs: course.durationMs,
      streams: await secondLook({ argv, options, surroundings, keeper, streams: "separate" }, done),
      thread: course.thread,
      notes: [...surroundings.notes, ...done.notes],
      leftover: done.leftover,
      cancelled: course.cancelled,
    };
  } finally {
    lease?.release();
  }
}
