/** The timing of a run: what the manager waits for, when it gives up, and whether its thread returns. */

import type { Release } from "../../manager/index.ts";
import type { Child } from "./child.ts";
import { signalGroup } from "./ending.ts";
import type { ThreadFate } from "./poll-run.ts";

export interface Course {
  readonly timedOut: boolean;
  readonly cancelled: boolean;
  readonly thread: ThreadFate;
  readonly durationMs: number;
}

export interface CourseOptions {
  readonly release: Release;
  readonly timeoutSeconds: number;
  readonly graceSeconds: number;
  readonly signal: AbortSignal | undefined;
  readonly onTimeout: () => void;
}

/** The longest wait of a timer in Node, 24 days. A longer run is ended by other means. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Above this, the manager's own number of seconds becomes negative, which ends every run immediately. */
const LARGEST_TIMEOUT = 2 ** 31 - 1;

/**
 * Follows a child until the manager's thread would be free, or for as long as we watch it. The manager's clock runs
 * until the end of the output, not of the process. Then it waits for the process without a limit, where we wait for one
 * more timeout.
 */
export async function follow(child: Child, options: CourseOptions): Promise<Course> {
  const begun = performance.now();
  const graceMs = options.graceSeconds * 1000;
  const timeoutMs = millisecondsOf(options.timeoutSeconds);
  const cancel = cancellation(options.signal);
  const elapsed = (): number => performance.now() - begun;
  const course = (thread: ThreadFate, timedOut: boolean): Course => ({
    timedOut,
    cancelled: cancel.happened(),
    thread,
    durationMs: elapsed(),
  });
  try {
    if ((await within(timeoutMs, child.closed, cancel.promise)) !== "late") {
      const watched = timeoutMs === undefined ? undefined : Math.max(graceMs, timeoutMs - elapsed());
      const ended = await within(watched, child.exited, cancel.promise);
      return ended === "late"
        ? course({ kind: "lost", waitsFor: "script-after-closing", watchedMs: elapsed() }, false)
        : course({ kind: "free", lateMs: 0 }, false);
    }
    const expired = elapsed();
    options.onTimeout();
    return course(
      await afterTimeout(child, options.release, graceMs, cancel.promise, expired, elapsed),
      true,
    );
  } finally {
    cancel.forget();
  }
}

/** Sends SIGTERM to the whole group, once. Then the manager waits for what its release waits for. */
async function afterTimeout(
  child: Child,
  release: Release,
  graceMs: number,
  cancelled: Promise<void>,
  expired: number,
  elapsed: () => number,
): Promise<ThreadFate> {
  const readsOn = release.afterTimeout === "discarded";
  // Before 3.13 the reader is cancelled first: later output is never read, and the pipe never closes.
  if (!readsOn) for (const reader of child.readers) reader.pause();
  signalGroup(child.pid, "SIGTERM");
  let exited = false;
  const exit = child.exited.then(() => {
    exited = true;
  });
  const freed = readsOn ? Promise.all([child.closed, exit]) : exit;
  if ((await within(graceMs, freed, cancelled)) === "late") {
    return { kind: "lost", waitsFor: exited ? "open-pipe" : "script", watchedMs: elapsed() - expired };
  }
  return { kind: "free", lateMs: elapsed() - expired };
}

function millisecondsOf(timeoutSeconds: number): number | undefined {
  if (timeoutSeconds === 0) return undefined;
  return timeoutSeconds > LARGEST_TIMEOUT ? 0 : timeoutSeconds * 1000;
}

/** Waits for an event, for at most this many milliseconds. */
async function within(
  milliseconds: number | undefined,
  event: Promise<unknown>,
  cancelled: Promise<void>,
): Promise<"came" | "late" | "cancelled"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    if (milliseconds === undefined || milliseconds > LONGEST_TIMER) return;
    timer = setTimeout(() => resolve("late"), milliseconds);
  });
  const result = await Promise.race([
    event.then(() => "came" as const),
    late,
    cancelled.then(() => "cancelled" as const),
  ]);
  clearTimeout(timer);
  return result;
}

interface Cancellation {
  readonly promise: Promise<void>;
  happened(): boolean;
  forget(): void;
}

function cancellation(signal: AbortSignal | undefined): Cancellation {
  let listener = (): void => {};
  const promise = new Promise<void>((resolve) => {
    listener = resolve;
    if (signal?.aborted === true) resolve();
    signal?.addEventListener("abort", listener, { once: true });
  });
  return {
    promise,
    happened: () => signal?.aborted === true,
    forget: () => signal?.removeEventListener("abort", listener),
  };
}
