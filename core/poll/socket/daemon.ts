/** Starts an integration daemon as the launcher of 3.8 to 4.3 does: exec_path without selector and value. */

import { setTimeout as sleep } from "node:timers/promises";
import { type ByteString, cString, splitCommand } from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { leaseKeeper, markFrom } from "../keeper/keeper-lease.ts";
import type { RunMark } from "../keeper/run-mark.ts";
import { openTwoPipes } from "../run/channel.ts";
import { type Child, type End, startChild } from "../run/child.ts";
import { endLeftovers } from "../run/ending.ts";
import { launchOf, markedBy } from "../run/launch.ts";
import { lookUp } from "../run/look-up.ts";
import type { RunOptions } from "../run/options.ts";
import type { Leftover } from "../run/poll-run.ts";
import { surroundingsOf } from "../run/surroundings.ts";
import { connectOnce } from "./connect.ts";

export interface DaemonOptions extends RunOptions {
  readonly execPath: ByteString;
  readonly socketPath: string;
  /** Seconds to wait for the socket to accept a connection. */
  readonly readyWithinSeconds?: number | undefined;
}

export type DaemonStart =
  | { readonly kind: "ready"; readonly daemon: Daemon }
  /**
   * It was not started, it ended, or its socket did not appear in time. `errorOutput` is what it wrote to standard
   * error.
   */
  | { readonly kind: "failed"; readonly message: string; readonly errorOutput: ByteString };

export interface Daemon {
  readonly pid: number;
  /** Resolves when the daemon ends. */
  readonly ended: Promise<End>;
  /** What it has written to standard error so far. The manager logs this line by line. */
  errorOutput(): ByteString;
  /** Ends the daemon and everything that it started. */
  stop(): Promise<readonly Leftover[]>;
}

const READY_WITHIN = 10;

/**
 * Starts the daemon and waits until its socket accepts a connection. The daemon ends with this process at the latest.
 */
export async function startDaemon(options: DaemonOptions): Promise<DaemonStart> {
  const { execPath, release } = options;
  const argv = (splitCommand(execPath, release) ?? []).map(cString);
  const failed = (message: string): DaemonStart => ({ kind: "failed", message, errorOutput: "" });
  if (argv.length === 0) return failed(say`The manager cannot split exec_path into words.`);
  const lease = leaseKeeper();
  const { keeper } = lease;
  const surroundings = surroundingsOf(options, markFrom(keeper));
  const plain = launchOf(argv, surroundings.signals, (await keeper?.signalAbility()) ?? "trap");
  const launch = await markedBy(keeper, plain, surroundings.mark);
  const program = Buffer.from(argv[0] ?? "", "latin1").toString();
  const sought = lookUp(program, surroundings.workingDirectory, surroundings.environment["PATH"]);
  const start =
    sought.kind === "obstacle"
      ? ({ kind: "refused", message: sought.obstacle.message } as const)
      : await startChild(launch, surroundings, await openTwoPipes(keeper), () => {});
  if (start.kind === "refused") {
    lease.release();
    return failed(start.message);
  }
  const { child } = start;
  keeper?.began(child.pid);
  const daemon = running(child, surroundings.mark, () => {
    keeper?.ended(child.pid);
    lease.release();
  });
  const problem = await waitForSocket(options, daemon);
  if (problem === undefined) return { kind: "ready", daemon };
  await daemon.stop();
  return { kind: "failed", message: problem, errorOutput: daemon.errorOutput() };
}

function running(child: Child, mark: RunMark, release: () => void): Daemon {
  const [, stderr] = child.readers;
  return {
    pid: child.pid,
    ended: child.exited,
    errorOutput: () => stderr?.output.text() ?? "",
    stop: async () => {
      const traces = { leader: child.pid, mark, openPipes: [], recent: false };
      const leftover = await endLeftovers(traces, true, () => {});
      // Its last output may still be in the pipe.
      await Promise.race([child.closed, sleep(LAST_WORDS)]);
      for (const reader of child.readers) reader.stop();
      release();
      return leftover;
    },
  };
}

/** Undefined as soon as the socket accepts a connection; otherwise what went wrong. */
async function waitForSocket(options: DaemonOptions, daemon: Daemon): Promise<string | undefined> {
  const { socketPath, signal, readyWithinSeconds = READY_WITHIN } = options;
  let end: End | undefined;
  void daemon.ended.then((ended) => {
    end = ended;
  });
  const begun = performance.now();
  while (performance.now() - begun < readyWithinSeconds * 1000) {
    if (signal?.aborted === true) return say`Cancelled.`;
    const tried = await connectOnce(socketPath);
    if (tried.kind === "connected") {
      tried.socket.destroy();
      return undefined;
    }
    if (end !== undefined)
      return say`The daemon ended before ${socketPath} accepted a connection (${endText(end)}).`;
    await sleep(POLL_INTERVAL);
  }
  return say`No program accepts connections at ${socketPath} after ${readyWithinSeconds} seconds.`;
}

/** Milliseconds for which the output of an ended daemon is read, in case another process still holds the pipe. */
const LAST_WORDS = 1000;

/** Milliseconds between two looks for the socket. There is no event for a socket that appears. */
const POLL_INTERVAL = 20;

function endText(end: End): string {
  if (end.kind === "exit") return say`exit code ${end.code}`;
  return end.kind === "signal" ? end.signal : end.reason;
}
