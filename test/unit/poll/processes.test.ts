/** Which processes of a run are found alive, and how they are ended. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, symlinkSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { Keeper } from "../../../core/poll/keeper/keeper.ts";
import { type RunMark, RunMarks } from "../../../core/poll/keeper/run-mark.ts";
import { endLeftovers, signalGroup } from "../../../core/poll/run/ending.ts";
import { hasProc, liveProcesses, type Traces } from "../../../core/poll/run/processes.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const canMark = existsSync("/usr/bin/prlimit") && existsSync("/proc/self/limits");
/** No process has such a number. */
const NOBODY = 2 ** 30;

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

interface Starting {
  readonly mark?: RunMark;
  readonly stdout?: number | "pipe";
}

/** The number of a process in a session of its own, once it runs. */
async function start(
  file: string,
  words: readonly string[],
  { mark, stdout }: Starting = {},
): Promise<number> {
  const child = spawn(file, words, {
    detached: true,
    stdio: ["ignore", stdout ?? "ignore", "ignore"],
    env: { PATH: "/usr/bin:/bin", ...(mark === undefined ? {} : { KEYPOLL_RUN: mark.text }) },
  });
  started.push(child);
  await once(child, "spawn");
  if (stdout === "pipe" && child.stdout !== null) await once(child.stdout, "data");
  return child.pid ?? 0;
}

const traces = (given: Partial<Traces> = {}): Traces => ({
  leader: NOBODY,
  mark: new RunMarks().next(),
  openPipes: [],
  recent: false,
  ...given,
});

const sleep = (given?: Starting) => start("sleep", ["1000"], given);

describe.runIf(hasProc())("alive", () => {
  it("is the script itself, and nothing of another run", async () => {
    const [leader, other] = [await sleep(), await sleep({ mark: new RunMarks().next() })];
    for (const recent of [true, false]) {
      expect(await liveProcesses(traces({ leader, recent }))).toEqual([
        { pid: leader, name: "sleep", group: leader, session: leader, heldPipe: false },
      ]);
    }
    expect(other).not.toBe(leader);
    expect(await liveProcesses(traces())).toEqual([]);
  });

  it("is each process of its group and of its session", async () => {
    const leader = await start("sh", ["-c", "sleep 1000 & echo; wait"], { stdout: "pipe" });
    for (const recent of [true, false]) {
      const found = await liveProcesses(traces({ leader, recent }));
      expect(found.map(({ group, session }) => [group, session])).toEqual([
        [leader, leader],
        [leader, leader],
      ]);
      expect(found[0]).toMatchObject({ pid: leader, name: "sh" });
    }
  });

  it("is what has the mark in its environment", async () => {
    const mark = new RunMarks().next();
    const pid = await sleep({ mark });
    const [found] = await liveProcesses(traces({ mark }));
    expect(found).toMatchObject({ pid, name: "sleep", session: pid });
    const longer = { ...mark, text: mark.text.slice(0, -1), limit: "1" };
    expect(await liveProcesses(traces({ mark: longer }))).toEqual([]);
  });

  it.runIf(canMark)("is what has the mark in its limits", async () => {
    const mark = new RunMarks().next();
    const pid = await start("/usr/bin/prlimit", [
      `--locks=${mark.limit}:${mark.limit}`,
      "--",
      "sleep",
      "1000",
    ]);
    await expect
      .poll(async () => (await liveProcesses(traces({ mark }))).map(({ name }) => name))
      .toEqual(["sleep"]);
    expect((await liveProcesses(traces({ mark })))[0]?.pid).toBe(pid);
    const other = { ...mark, limit: mark.limit.slice(0, -1) };
    expect(await liveProcesses(traces({ mark: other }))).toEqual([]);
  });

  it("is what holds the pipe of the run", async () => {
    const keeper = new Keeper();
    const pipe = await keeper.pipe();
    if (pipe === undefined) throw new Error("no pipe");
    const pid = await sleep({ stdout: pipe.write });
    closeSync(pipe.write);
    const held = await liveProcesses(traces({ openPipes: ["/other", pipe.name] }));
    expect(held).toMatchObject([{ pid, name: "sleep", heldPipe: true }]);
    expect(await liveProcesses(traces({ openPipes: ["/other"] }))).toEqual([]);
    expect(await liveProcesses(traces())).toEqual([]);
    closeSync(pipe.read);
    await keeper.close();
  });

  it("has its name, also one with brackets and blanks", async () => {
    const file = path.join(temporaryFolder(), "a) S 1 (b");
    symlinkSync("/bin/sleep", file);
    const leader = await start(file, ["1000"]);
    expect(await liveProcesses(traces({ leader }))).toMatchObject([{ name: "a) S 1 (b", session: leader }]);
  });

  it("is not a process that has ended, also if nobody has waited for it", async () => {
    const mark = new RunMarks().next();
    // The shell becomes a program that never waits for its children.
    const leader = await start("sh", ["-c", "true & echo; exec sleep 1000"], { mark, stdout: "pipe" });
    await expect
      .poll(async () => (await liveProcesses(traces({ leader, mark }))).map(({ name }) => name))
      .toEqual(["sleep"]);
  });
});

describe.runIf(hasProc())("what a run left is ended", () => {
  it("the script and its group", async () => {
    const leader = await start("sh", ["-c", "sleep 1000 & echo; wait"], { stdout: "pipe" });
    const counts: number[] = [];
    const left = await endLeftovers(traces({ leader }), true, (processes) => counts.push(processes));
    expect(left).toEqual([
      { pid: leader, name: "sh", place: "script", heldPipe: false, ended: true },
      // The shell, or the program that it has become.
      {
        pid: expect.any(Number),
        name: expect.stringMatching(/^(?:sh|sleep)$/),
        place: "script-group",
        heldPipe: false,
        ended: true,
      },
    ]);
    expect(counts[0]).toBe(2);
    expect(await liveProcesses(traces({ leader }))).toEqual([]);
  });

  it("what left its session", async () => {
    const mark = new RunMarks().next();
    const pid = await sleep({ mark });
    const left = await endLeftovers(traces({ mark }), false, () => {});
    expect(left).toEqual([{ pid, name: "sleep", place: "own-session", heldPipe: false, ended: true }]);
  });

  it("a signal reaches the whole group, and no group is no problem", async () => {
    const leader = await start("sh", ["-c", "sleep 1000 & echo; wait"], { stdout: "pipe" });
    signalGroup(leader, "SIGTERM");
    await expect.poll(() => liveProcesses(traces({ leader }))).toEqual([]);
    signalGroup(leader, "SIGTERM");
    signalGroup(NOBODY, "SIGKILL");
  });
});
