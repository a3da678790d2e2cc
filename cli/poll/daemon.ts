/** `keypoll test --start COMMAND`: a daemon for the time of a test, and what became of it. */

import { KeyMask } from "../../core/lint/mask.ts";
import { bytesFromText, textFromBytes } from "../../core/manager/index.ts";
import { printedView, startDaemon } from "../../core/poll/index.ts";
import type { DaemonFacts, RunEnd } from "../report/run-facts.ts";
import { failure, type Result, success } from "../terminal/problem.ts";
import { openProgress } from "../terminal/progress.ts";
import { runEnd } from "./poll-result.ts";
import type { TestPlan } from "./test-plan.ts";

export interface StartedDaemon {
  /** Ends it with everything that it started, and says how it went. */
  stop(): Promise<DaemonFacts>;
}

/** Starts the daemon and waits until it listens. */
export async function openDaemon(
  command: string,
  { target }: TestPlan,
  signal: AbortSignal,
): Promise<Result<StartedDaemon>> {
  const progress = openProgress();
  progress.start(`waiting for ${target.socketPath} of ${command}`);
  const started = await startDaemon({
    ...target,
    execPath: bytesFromText(command),
    socketPath: target.socketPath ?? "",
    signal,
  });
  progress.stop();
  if (started.kind === "failed") {
    const said = new KeyMask().hide(textFromBytes(started.errorOutput)).trim();
    const advice =
      said === "" ? "It wrote nothing to standard error." : `It wrote to standard error: ${said}`;
    return failure(`The daemon cannot be tested. ${started.message}`, advice);
  }
  const { daemon } = started;
  let end: RunEnd | undefined;
  void daemon.ended.then((ended) => {
    end = runEnd(ended);
  });
  return success({
    stop: async () => {
      const early = end;
      await daemon.stop();
      return {
        command: new KeyMask().hide(command),
        ...(early === undefined ? {} : { end: early }),
        errorOutput: printedView(daemon.errorOutput(), { mask: new KeyMask() }),
      };
    },
  });
}
