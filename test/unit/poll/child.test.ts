/** One process: how it is started, what of its streams is read, and how long it is followed. */

import { EventEmitter, once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { getPriority } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import { newestRelease } from "../../../core/manager/index.ts";
import { Keeper } from "../../../core/poll/keeper/keeper.ts";
import { type RunMark, RunMarks } from "../../../core/poll/keeper/run-mark.ts";
import {
  type Channel,
  merged,
  openSharedPipe,
  openTwoPipes,
  type Reader,
} from "../../../core/poll/run/channel.ts";
import { type Child, lowerPriority, spawnOnWindows, startChild } from "../../../core/poll/run/child.ts";
import { type Course, type CourseOptions, follow } from "../../../core/poll/run/course.ts";
import { signalGroup } from "../../../core/poll/run/ending.ts";
import { directLaunch, launchOf, stepName } from "../../../core/poll/run/launch.ts";
import { hasProc } from "../../../core/poll/run/processes.ts";
import { surroundingsOf } from "../../../core/poll/run/surroundings.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { soon } from "./soon.ts";
import { release } from "./support.ts";

const surroundings = (more: { readonly nice?: number; readonly mark?: RunMark } = {}) => ({
  ...surroundingsOf({ release: newestRelease, workingDirectory: "/" }, new RunMarks().next()),
  ...more,
});

async function start(
  source: string,
  channel?: Channel,
  more: Parameters<typeof surroundings>[0] = {},
): Promise<Child & { readonly counts: number[] }> {
  const counts: number[] = [];
  const begun = await startChild(
    directLaunch("/bin/sh", ["-c", source]),
    surroundings(more),
    channel ?? (await openTwoPipes(undefined)),
    (bytes) => counts.push(bytes),
  );
  if (begun.kind === "refused") throw new Error(begun.message);
  const { child } = begun;
  running.add(child.pid);
  void child.exited.then(() => running.delete(child.pid));
  return { ...child, counts };
}

const running = new Set<number>();
afterEach(() => {
  for (const pid of running) process.kill(pid, "SIGKILL");
});

const outputs = ({ readers }: Child): readonly string[] => readers.map(({ output }) => output.text());

describe("a process", () => {
  it.runIf(hasProc())("has no input, a session of its own, and what its surroundings say", async () => {
    const source = 'readlink /proc/self/fd/0; cut -d" " -f1,5,6 /proc/$$/stat; pwd; echo "$0"; env';
    const begun = await startChild(
      { ...directLaunch("/bin/sh", ["-c", source, "own-name"]), complains: "keypoll-launch" },
      { ...surroundings(), environment: { ONLY: "this" }, workingDirectory: "/usr" },
      await openTwoPipes(undefined),
      () => {},
    );
    if (begun.kind === "refused") throw new Error(begun.message);
    const { child } = begun;
    await soon(child.closed);
    const [input, numbers, folder, name, ...environment] = outputs(child)[0]?.trim().split("\n") ?? [];
    expect([input, numbers, folder, name]).toEqual([
      "/dev/null",
      `${child.pid} ${child.pid} ${child.pid}`,
      "/usr",
      "own-name",
    ]);
    // The shell itself adds some.
    expect(environment.filter((each) => !/^(?:PWD|OLDPWD|SHLVL|_)=/.test(each))).toEqual(["ONLY=this"]);
    expect(await soon(child.exited)).toEqual({ kind: "exit", code: 0 });
  });

  it.runIf(hasProc())("has the name of its step, and the priority of its surroundings", async () => {
    for (const nice of [0, 7]) {
      const launch = launchOf(["x"], { ignorePipe: true, blockEnding: false }, "trap");
      const begun = await startChild(
        { ...launch, words: ["-c", "while :; do sleep 1; done"] },
        { ...surroundings(), nice },
        await openTwoPipes(undefined),
        () => {},
      );
      if (begun.kind === "refused") throw new Error(begun.message);
      const { child } = begun;
      try {
        expect(readFileSync(`/proc/${child.pid}/cmdline`, "latin1").split("\0")[0]).toBe(stepName(launch));
        const lowered = process.getuid?.() === 0 ? nice : Math.max(nice, getPriority());
        expect([child.niced, getPriority(child.pid)]).toEqual([true, nice === 0 ? getPriority() : lowered]);
      } finally {
        process.kill(child.pid, "SIGKILL");
      }
      expect(await soon(child.exited)).toEqual({ kind: "signal", signal: "SIGKILL" });
    }
  });

  it("has an end, two streams, and a priority", async () => {
    const child = await start("echo out; echo err >&2; exit 3");
    expect(await soon(child.exited)).toEqual({ kind: "exit", code: 3 });
    await soon(child.closed);
    expect(outputs(child)).toEqual(["out\n", "err\n"]);
    expect(child.counts.toSorted()).toEqual([4, 4]);
    expect(child.niced).toBe(true);
    const lowered = await start("exec sleep 0.1", undefined, { nice: 10 });
    expect(lowered.niced).toBe(true);
    await soon(lowered.closed);
  });

  it("has at most the lowest priority, and starts also if its own is impossible", async () => {
    const lowest = await start("while :; do sleep 1; done", undefined, { nice: 100 });
    expect([lowest.niced, getPriority(lowest.pid)]).toEqual([true, 19]);
    const none = await start("echo", undefined, { nice: -100 });
    expect(none.niced).toBe(false);
    await soon(none.closed);
    expect(outputs(none)).toEqual(["\n", ""]);
  });

  it("that is already gone needs no priority", () => {
    expect([lowerPriority(2 ** 30, 10), lowerPriority(process.pid, -100)]).toEqual([true, false]);
  });

  it("may be ended by a signal", async () => {
    expect(await soon((await start("kill -TERM $$")).exited)).toEqual({ kind: "signal", signal: "SIGTERM" });
  });

  it("is refused by the system with a code", async () => {
    const broken = path.join(temporaryFolder(), "broken");
    writeFileSync(broken, "\x7fELF", { mode: 0o755 });
    const refused = async (file: string) =>
      soon(startChild(directLaunch(file, []), surroundings(), await openTwoPipes(undefined), () => {}));
    expect(await refused("/no/such/program")).toEqual({
      kind: "refused",
      code: "ENOENT",
      message: "spawn /no/such/program ENOENT",
    });
    expect(await refused("/")).toMatchObject({ kind: "refused", code: "EACCES" });
    expect(await refused("a\0b")).toMatchObject({ kind: "refused", code: "ERR_INVALID_ARG_VALUE" });
    const keeper = new Keeper();
    const channel = await openSharedPipe(keeper);
    if (channel === undefined) throw new Error("no pipe");
    const stopped: Reader[] = [];
    const read: Channel["read"] = (...given) => {
      const readers = channel.read(...given);
      stopped.push(...readers);
      return readers;
    };
    const launch = directLaunch("/no/such/program", []);
    const none = await soon(startChild(launch, surroundings(), { ...channel, read }, () => {}));
    expect(none).toMatchObject({ kind: "refused", code: "ENOENT" });
    expect(stopped).toHaveLength(1);
    await soon(Promise.all(stopped.map(({ closed }) => closed)));
    await keeper.close();
  });
});

// What starts a process on Windows is the same on every system, except for the batch files.
describe.runIf(hasProc())("a process as Windows starts it", () => {
  const spawned = (file: string, source = "") =>
    soon(spawnOnWindows(directLaunch(file, ["-c", source]), { cwd: "/usr" }, { ONLY: "this" }));

  async function textOf(stream: Readable | null): Promise<string> {
    let text = "";
    stream?.on("data", (bytes: Buffer) => {
      text += bytes.toString();
    });
    await soon(once(stream ?? new EventEmitter(), "close"));
    return text;
  }

  it("has no input, and what its surroundings say", async () => {
    const child = await spawned("/bin/sh", "readlink /proc/self/fd/0; pwd; env >&2; exit 3");
    if (child instanceof Error) throw child;
    const ended = new Promise((resolve) => {
      child.process.once("exit", (...end) => resolve(end));
    });
    const [out, err] = await Promise.all([textOf(child.stdout), textOf(child.stderr)]);
    expect(out).toBe("/dev/null\n/usr\n");
    expect(err.split("\n").filter((each) => !/^(?:PWD|OLDPWD|SHLVL|_)=|^$/.test(each))).toEqual([
      "ONLY=this",
    ]);
    expect(await soon(ended)).toEqual([3, null]);
    expect(child.pid).toBeGreaterThan(1);
  });

  it("is refused with the system's error", async () => {
    expect(await spawned("/no/such/program")).toMatchObject({ code: "ENOENT" });
  });
});

describe("a channel", () => {
  it("is one pipe for both streams, or a pipe for each", async () => {
    const keeper = new Keeper();
    const shared = await openSharedPipe(keeper);
    expect([shared?.names.length, shared?.stdout]).toEqual([1, shared?.stderr]);
    const one = await start("echo a; echo b >&2; echo c", shared);
    await soon(one.closed);
    expect(outputs(one)).toEqual(["a\nb\nc\n"]);
    const two = await openTwoPipes(keeper);
    expect(two.names.length).toBe(2);
    const each = await start("echo a; echo b >&2; echo c", two);
    await soon(each.closed);
    expect(outputs(each)).toEqual(["a\nc\n", "b\n"]);
    await keeper.close();
  });

  it("is made by Node without a keeper, or with one that has ended", async () => {
    expect(await openSharedPipe(undefined)).toBeUndefined();
    const keeper = new Keeper();
    await keeper.close();
    expect(await openSharedPipe(keeper)).toBeUndefined();
    for (const given of [undefined, keeper]) {
      expect(await openTwoPipes(given)).toMatchObject({ stdout: "pipe", stderr: "pipe", names: [] });
    }
  });

  it("of two pipes can be read as one", async () => {
    const child = await start("echo a; echo b >&2", merged(await openTwoPipes(undefined)));
    await soon(child.closed);
    const [both] = outputs(child);
    expect(["a\nb\n", "b\na\n"]).toContain(both);
    const refused = await startChild(
      directLaunch("/no/such/program", []),
      surroundings(),
      merged(await openTwoPipes(undefined)),
      () => {},
    );
    expect(refused.kind).toBe("refused");
  });
});

describe("following a process", () => {
  async function followed(
    source: string,
    options: Partial<CourseOptions> = {},
  ): Promise<Course & { timeouts: number }> {
    const child = await start(source);
    let timeouts = 0;
    const course = await soon(
      follow(child, {
        release: newestRelease,
        timeoutSeconds: 20,
        graceSeconds: 0.3,
        signal: undefined,
        onTimeout: () => timeouts++,
        ...options,
      }),
    );
    signalGroup(child.pid, "SIGKILL");
    await soon(child.exited);
    return { ...course, timeouts };
  }
  const free = { kind: "free", lateMs: 0 };

  it("ends with the process, if that ends in time", async () => {
    const course = await followed("echo");
    expect(course).toMatchObject({ timedOut: false, cancelled: false, thread: free, timeouts: 0 });
    expect(await followed("echo", { timeoutSeconds: 0 })).toMatchObject({ timedOut: false, thread: free });
  });

  it("waits for a process that has closed its output, for one more timeout", async () => {
    const closing = "exec >&- 2>&-; sleep 0.3";
    expect(await followed(closing)).toMatchObject({ timedOut: false, thread: free });
    expect(await followed(closing, { timeoutSeconds: 0 })).toMatchObject({ thread: free });
    const lost = { kind: "lost", waitsFor: "script-after-closing" };
    const given = { timeoutSeconds: 0.2, graceSeconds: 0.1 };
    expect(await followed("exec >&- 2>&-; exec sleep 100", given)).toMatchObject({
      timedOut: false,
      thread: lost,
    });
  });

  it("sends SIGTERM at the timeout, once", async () => {
    const course = await followed("exec sleep 100", { timeoutSeconds: 0.1, graceSeconds: 20 });
    expect(course).toMatchObject({ timedOut: true, thread: { kind: "free" }, timeouts: 1 });
    const atOnce = await followed("exec sleep 100", { timeoutSeconds: 2 ** 31, graceSeconds: 20 });
    expect(atOnce).toMatchObject({ timedOut: true, thread: { kind: "free" } });
  });

  it("knows for what the manager would wait on", async () => {
    const given = { timeoutSeconds: 1, graceSeconds: 0.3 };
    const stubborn = "trap '' TERM; echo; while :; do sleep 0.1; done";
    expect((await followed(stubborn, given)).thread).toMatchObject({ kind: "lost", waitsFor: "script" });
    const held = "setsid sleep 5 & exec sleep 100";
    expect((await followed(held, given)).thread).toMatchObject({ kind: "lost", waitsFor: "open-pipe" });
    // Up to 3.12 it does not wait for the output.
    const old = await followed(held, { ...given, graceSeconds: 20, release: release("3.8") });
    expect(old).toMatchObject({ timedOut: true, thread: { kind: "free" } });
  });

  it("can be cancelled at any time", async () => {
    const { timeouts, ...course } = await followed("exec sleep 100", { signal: AbortSignal.abort() });
    expect(course).toMatchObject({ cancelled: true, timedOut: false });
    expect(timeouts).toBe(0);
    const later = await followed("exec sleep 100", { signal: AbortSignal.timeout(50) });
    expect(later).toMatchObject({ cancelled: true, timedOut: false });
    const closed = await followed("exec >&- 2>&-; exec sleep 100", { signal: AbortSignal.timeout(50) });
    expect(closed).toMatchObject({ cancelled: true, timedOut: false });
    const stop = new AbortController();
    const given = {
      timeoutSeconds: 0.1,
      graceSeconds: 20,
      signal: stop.signal,
      onTimeout: () => stop.abort(),
    };
    const after = await followed("trap '' TERM; while :; do sleep 0.1; done", given);
    expect(after).toMatchObject({ cancelled: true, timedOut: true });
  });
});
