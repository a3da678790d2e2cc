/** `keypoll test --start COMMAND`: a daemon for the duration of a test, and how it ended. */

import { KeyMask } from "../../core/lint/mask.ts";
import { bytesFromText, textFromBytes } from "../../core/manager/index.ts";
import { printedView, startDaemon } from "../../core/poll/index.ts";
import type { DaemonFacts, RunEnd } from "../report/run-facts.ts";
import { failure, type Result, success } from "../terminal/problem.ts";
import { openProgress } from "../terminal/progress.ts";
import { runEnd } from "./poll-result.ts";
import type { TestFlags, TestPlan } from "./test-plan.ts";

/** The result of a test, and of the daemon that was started for it. */
export interface WithDaemon<T> {
  readonly value: T;
  readonly daemon: DaemonFacts | undefined;
}

/** Does the work while the daemon of `--start` runs, if there is one. Then ends it and everything that it started. */
export async function withDaemon<T>(
  { start }: Pick<TestFlags, "start">,
  plan: TestPlan,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<Result<WithDaemon<T>>> {
  if (start === undefined) return success({ value: await work(), daemon: undefined });
  const opened = await openDaemon(start, plan, signal);
  if (!opened.ok) return opened;
  const working = work();
  const daemon = await working.then(opened.value.stop, opened.value.stop);
  return success({ value: await working, daemon });
}

interface StartedDaemon {
  stop(): Promise<DaemonFacts>;
}

/** Starts the daemon and waits until it listens. */
async function openDaemon(
  command: string,
  { target }: TestPlan,
  signal: AbortSignal,
): Promise<Result<StartedDaemon>> {
  const shown = new KeyMask().hide(command);
  const progress = openProgress();
  progress.start(`waiting for ${target.socketPath} of ${shown}`);
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
        command: shown,
        ...(early === undefined ? {} : { end: early }),
        errorOutput: printedView(daemon.errorOutput(), { mask: new KeyMask() }),
      };
    },
  });
}
