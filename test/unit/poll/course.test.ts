/** How long a process is followed, with ends that the test decides. */

import { spawn } from "node:child_process";
import { EventEmitter, getEventListeners, once } from "node:events";
import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { newestRelease } from "../../../core/manager/index.ts";
import { Reader } from "../../../core/poll/run/channel.ts";
import type { Child, End } from "../../../core/poll/run/child.ts";
import { type Course, type CourseOptions, follow } from "../../../core/poll/run/course.ts";
import { soon } from "./soon.ts";
import { release } from "./support.ts";

/** No group has such a number. */
const NOBODY = 2 ** 30;

/** A process whose output and whose own end come when the test says so. */
function processLike(pid = NOBODY) {
  const is = new EventEmitter();
  const stream = new PassThrough();
  const child: Child = {
    pid,
    readers: [new Reader(stream, () => {})],
    closed: once(is, "closed"),
    exited: once(is, "exited").then((): End => ({ kind: "exit", code: 0 })),
    niced: true,
  };
  return {
    child,
    stream,
    close: () => void is.emit("closed"),
    exit: () => void is.emit("exited"),
  };
}

function followed(child: Child, options: Partial<CourseOptions> = {}): Promise<Course> {
  const timeouts: number[] = [];
  const base = { release: newestRelease, timeoutSeconds: 100, graceSeconds: 0.03, signal: undefined };
  const course = follow(child, { ...base, onTimeout: () => timeouts.push(1), ...options });
  return soon(course, "the run").then((found) => {
    if (options.onTimeout === undefined) expect(timeouts).toHaveLength(found.timedOut ? 1 : 0);
    return found;
  });
}

const free = { kind: "free", lateMs: 0 };
const timers = (): number => process.getActiveResourcesInfo().filter((each) => each === "Timeout").length;

describe("before the timeout", () => {
  it("a run ends with its output and its process, whatever comes first", async () => {
    for (const order of [
      ["close", "exit"],
      ["exit", "close"],
    ] as const) {
      const one = processLike();
      const course = followed(one.child);
      for (const what of order) {
        one[what]();
        await sleep(5);
      }
      expect(await course).toEqual({
        timedOut: false,
        cancelled: false,
        thread: free,
        durationMs: expect.any(Number),
      });
      expect((await course).durationMs).toBeGreaterThan(3);
      expect(one.stream.isPaused()).toBe(false);
    }
  });

  it("it is not over while one of them is missing", async () => {
    for (const [what, other] of [
      ["close", "exit"],
      ["exit", "close"],
    ] as const) {
      const one = processLike();
      const course = followed(one.child);
      one[what]();
      expect(await Promise.race([course, sleep(50).then(() => "on")])).toBe("on");
      one[other]();
      expect(await course).toMatchObject({ timedOut: false, thread: free });
    }
  });

  it("a process that has closed its output has what is left of the time, and at least the grace", async () => {
    const one = processLike();
    one.close();
    const course = await followed(one.child, { timeoutSeconds: 0.05, graceSeconds: 0 });
    expect(course).toMatchObject({
      timedOut: false,
      thread: { kind: "lost", waitsFor: "script-after-closing" },
    });
    if (course.thread.kind !== "lost") throw new Error("free");
    expect(course.thread.watchedMs).toBeGreaterThan(40);
    expect(course.durationMs).toBeGreaterThanOrEqual(course.thread.watchedMs);
    const late = processLike();
    late.close();
    const graced = followed(late.child, { timeoutSeconds: 0.001, graceSeconds: 20 });
    await sleep(30);
    late.exit();
    expect(await graced).toMatchObject({ timedOut: false, thread: free });
  });

  it("no timer is left", async () => {
    const before = timers();
    const one = processLike();
    one.close();
    one.exit();
    const course = follow(one.child, {
      release: newestRelease,
      timeoutSeconds: 100,
      graceSeconds: 50,
      signal: undefined,
      onTimeout: () => {},
    });
    await course;
    expect(timers()).toBeLessThanOrEqual(before);
  });
});

describe("a timeout", () => {
  it("of 0 is no limit, as is one that no timer can wait for", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on("warning", note);
    for (const timeoutSeconds of [0, 2_147_484, 2 ** 31 - 1]) {
      const one = processLike();
      const course = followed(one.child, { timeoutSeconds });
      await sleep(20);
      one.close();
      await sleep(20);
      one.exit();
      expect(await course).toMatchObject({ timedOut: false, thread: free });
    }
    process.off("warning", note);
    expect(warnings).toEqual([]);
  });

  it("above the manager's number is over at once", async () => {
    expect(await followed(processLike().child, { timeoutSeconds: 2 ** 31 })).toMatchObject({
      timedOut: true,
    });
  });

  const late = { timeoutSeconds: 0.02 };

  it("leaves the thread free if output and process end within the grace", async () => {
    const one = processLike();
    const onTimeout = (): void => {
      one.close();
      setTimeout(one.exit, 20);
    };
    const course = await followed(one.child, { ...late, graceSeconds: 20, onTimeout });
    expect(course).toMatchObject({ timedOut: true, cancelled: false, thread: { kind: "free" } });
    if (course.thread.kind !== "free") throw new Error("lost");
    expect(course.thread.lateMs).toBeGreaterThan(15);
    // The lateness is what came after the timeout.
    expect(course.durationMs - course.thread.lateMs).toBeGreaterThan(15);
    expect(one.stream.isPaused()).toBe(false);
  });

  it("loses the thread to the script, or to what holds the pipe", async () => {
    const both = await followed(processLike().child, late);
    expect(both).toMatchObject({ timedOut: true, thread: { kind: "lost", waitsFor: "script" } });
    const closed = processLike();
    const script = await followed(closed.child, { ...late, onTimeout: closed.close });
    expect(script.thread).toMatchObject({ kind: "lost", waitsFor: "script" });
    const exited = processLike();
    const pipe = await followed(exited.child, { ...late, onTimeout: exited.exit });
    expect(pipe.thread).toMatchObject({ kind: "lost", waitsFor: "open-pipe" });
    for (const { thread, durationMs } of [both, script, pipe]) {
      if (thread.kind !== "lost") throw new Error("free");
      expect([thread.watchedMs > 20, durationMs - thread.watchedMs > 15]).toEqual([true, true]);
      expect(thread.watchedMs).toBeLessThan(durationMs);
    }
  });

  it("up to 3.12 ends the reading, and only the process counts", async () => {
    const one = processLike();
    const old = { ...late, release: release("3.8") };
    const course = await followed(one.child, { ...old, graceSeconds: 20, onTimeout: one.exit });
    expect(course).toMatchObject({ timedOut: true, thread: { kind: "free" } });
    expect(one.stream.isPaused()).toBe(true);
    const lost = await followed(processLike().child, old);
    expect(lost.thread).toMatchObject({ kind: "lost", waitsFor: "script" });
  });

  it.skipIf(process.platform === "win32")("sends SIGTERM to the group, and no earlier", async () => {
    const sleeper = spawn("sleep", ["1000"], { detached: true, stdio: "ignore" });
    const exited = once(sleeper, "exit").then(([, signal]): End => ({ kind: "signal", signal }));
    try {
      const one = processLike(sleeper.pid);
      one.close();
      const free = await followed({ ...one.child, exited: Promise.resolve<End>({ kind: "exit", code: 0 }) });
      expect([free.timedOut, sleeper.signalCode]).toEqual([false, null]);
      const onTimeout = (): void => {};
      const silent = processLike(sleeper.pid);
      const course = await followed(
        { ...silent.child, exited, closed: exited },
        { ...late, graceSeconds: 20, onTimeout },
      );
      expect(course).toMatchObject({ timedOut: true, thread: { kind: "free" } });
      expect(await exited).toEqual({ kind: "signal", signal: "SIGTERM" });
    } finally {
      sleeper.kill("SIGKILL");
    }
  });
});

describe("a cancellation", () => {
  it("ends a run at any time, also one that has not begun", async () => {
    const cancelled = { cancelled: true, timedOut: false, thread: free };
    expect(await followed(processLike().child, { signal: AbortSignal.abort() })).toMatchObject(cancelled);
    expect(await followed(processLike().child, { signal: AbortSignal.timeout(20) })).toMatchObject(cancelled);
    const closed = processLike();
    closed.close();
    expect(await followed(closed.child, { signal: AbortSignal.timeout(20) })).toMatchObject(cancelled);
    const stop = new AbortController();
    const given = { timeoutSeconds: 0.01, graceSeconds: 20, signal: stop.signal };
    const after = await followed(processLike().child, { ...given, onTimeout: () => stop.abort() });
    expect(after).toMatchObject({ cancelled: true, timedOut: true });
  });

  it("is forgotten once the run is over", async () => {
    const { signal } = new AbortController();
    const one = processLike();
    const course = followed(one.child, { signal });
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    one.close();
    one.exit();
    expect(await course).toMatchObject({ cancelled: false });
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});
