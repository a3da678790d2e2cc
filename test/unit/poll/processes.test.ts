/** Which processes of a run are found alive, and how they are ended. */

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { closeSync, existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { Keeper } from "../../../core/poll/keeper/keeper.ts";
import { type RunMark, RunMarks } from "../../../core/poll/keeper/run-mark.ts";
import { endedTree, endLeftovers, signalGroup } from "../../../core/poll/run/ending.ts";
import { hasProc, listedElsewhere, liveProcesses, type Traces } from "../../../core/poll/run/processes.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const canMark = existsSync("/usr/bin/prlimit") && existsSync("/proc/self/limits");
/** No process has such a number. */
const NOBODY = 2 ** 30;

const started: ChildProcess[] = [];
/** What is not our child. */
const jobs = new Set<number>();
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
  for (const pid of jobs) process.kill(pid, "SIGKILL");
  jobs.clear();
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

  it("is each process of its session, also in another group", async () => {
    const group = "$| = 1; setpgrp(0, 0); print qq(\\n); sleep 1000";
    const leader = await start("sh", ["-c", `perl -e '${group}' & wait`], { stdout: "pipe" });
    for (const recent of [true, false]) {
      const found = await liveProcesses(traces({ leader, recent }));
      const [, job] = found;
      if (job !== undefined) jobs.add(job.pid);
      expect(found).toMatchObject([
        { pid: leader, group: leader, session: leader },
        { group: job?.pid, session: leader },
      ]);
    }
  });

  it("is the script at the moment of its start, when it is the last process", async () => {
    for (let count = 0; count < 5; count++) {
      const leader = await sleep();
      const found = await liveProcesses(traces({ leader, recent: true }));
      expect(found.map(({ pid }) => pid)).toEqual([leader]);
    }
  });

  it("is not each thread of a process, although a thread has a number", async () => {
    const threads = "new (require('worker_threads').Worker)('setInterval(() => {}, 1000)', { eval: true })";
    const program = `${threads}.on('online', () => console.log())`;
    const leader = await start(process.execPath, ["-e", program], { stdout: "pipe" });
    for (const recent of [true, false]) {
      const found = await liveProcesses(traces({ leader, recent }));
      expect(found.map(({ pid }) => pid)).toEqual([leader]);
    }
  });

  it.runIf(existsSync("/usr/bin/setsid"))(
    "is an orphan that has the mark, also if it has another parent",
    async () => {
      const mark = new RunMarks().next();
      const leader = await start("sh", ["-c", "setsid sh -c 'echo; exec sleep 1000 >/dev/null' &"], {
        mark,
        stdout: "pipe",
      });
      const ended = once(started.at(-1) ?? new EventEmitter(), "exit");
      if (started.at(-1)?.exitCode === null) await ended;
      for (const recent of [true, false]) {
        const found = await liveProcesses(traces({ leader, mark, recent }));
        for (const { pid } of found) jobs.add(pid);
        expect(found.map(({ session }) => session === leader)).toEqual([false]);
      }
    },
  );
});

describe.runIf(hasProc())("found by its traces", () => {
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

  it("is what holds a pipe that still has its name", async () => {
    const pipe = path.join(temporaryFolder(), "pipe");
    execFileSync("mkfifo", [pipe]);
    const pid = await start("sh", ["-c", 'exec 3<>"$0"; echo; exec sleep 1000', pipe], { stdout: "pipe" });
    const found = await liveProcesses(traces({ openPipes: [pipe] }));
    expect(found).toMatchObject([{ pid, heldPipe: true }]);
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

describe.skipIf(process.platform === "win32")("without /proc", () => {
  const mark: RunMark = { text: "a1b2-7", limit: "1" };

  /** What is found with a ps that prints these lines, and the arguments that it got. */
  async function listedWith(lines: readonly string[], leader: number, code = 0) {
    const folder = temporaryFolder();
    const [said, output] = [path.join(folder, "arguments"), path.join(folder, "output")];
    writeFileSync(output, lines.map((line) => `${line}\n`).join(""));
    const script = `#!/bin/sh\nprintf '%s ' "$@" > '${said}'\ncat '${output}'\nexit ${code}\n`;
    writeFileSync(path.join(folder, "ps"), script, { mode: 0o755 });
    const before = process.env["PATH"];
    process.env["PATH"] = `${folder}:${before}`;
    try {
      return { found: await listedElsewhere(traces({ leader, mark })), words: readFileSync(said, "utf8") };
    } finally {
      process.env["PATH"] = before;
    }
  }

  it("ps lists the group of the script and what has the mark", async () => {
    const { found, words } = await listedWith(
      [
        "    1     1 Ss   /sbin/launchd",
        "12345 12345 Ss   /usr/bin/python3 /srv/poll.py id 001 KEYPOLL_RUN=a1b2-7 HOME=/var/root",
        "12346 12345  S+  sleep 100",
        "  347   347 S    /opt/my/daemon --quiet PATH=/bin KEYPOLL_RUN=a1b2-7",
        "  348   348 S    /opt/my/other KEYPOLL_RUN=a1b2-77",
        "  349   349 S    /opt/my/other XKEYPOLL_RUN=a1b2-7",
        "  350 12345 Z+   (sh)",
        "x 351 12345 S    sleep 9",
        "",
      ],
      12_345,
    );
    expect(words).toBe("-axwwE -o pid= -o pgid= -o stat= -o command= ");
    expect(found).toEqual([
      { pid: 12_345, name: "python3", group: 12_345, session: 0, heldPipe: false },
      { pid: 12_346, name: "sleep", group: 12_345, session: 12_345, heldPipe: false },
      { pid: 347, name: "daemon", group: 347, session: 0, heldPipe: false },
    ]);
  });

  it("reads a long list too", async () => {
    const long = Array.from({ length: 3 }, () => `7 7 S x ${"y".repeat(1_000_000)}`);
    expect((await listedWith([...long, "8 9 S sleep"], 9)).found).toMatchObject([{ pid: 8, name: "sleep" }]);
  });

  it("and without such a ps the system tells whether the group has a member", async () => {
    const leader = await sleep();
    expect((await listedWith([], leader, 1)).found).toEqual([
      { pid: leader, name: "its group", group: leader, session: leader, heldPipe: false },
    ]);
    expect((await listedWith([], NOBODY, 1)).found).toEqual([]);
    const gone = await start("sh", ["-c", "sleep 1000 & echo"], { stdout: "pipe" });
    jobs.add(-gone);
    const child = started.at(-1);
    if (child?.exitCode === null) await once(child, "exit");
    expect((await listedWith([], gone, 1)).found).toMatchObject([{ pid: gone, name: "its group" }]);
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

  it("but not what ends by itself meanwhile, unless the run is known to hang", async () => {
    for (const atOnce of [true, false]) {
      const leader = await sleep();
      const counts: number[] = [];
      const ending = endLeftovers(traces({ leader }), atOnce, (processes) => counts.push(processes));
      process.kill(leader, "SIGKILL");
      expect((await ending).map(({ pid }) => pid)).toEqual(atOnce ? [leader] : []);
      expect(counts).toEqual(atOnce ? [1] : []);
    }
    expect(await endLeftovers(traces(), true, () => expect.unreachable())).toEqual([]);
  });

  it("what left its session", async () => {
    const mark = new RunMarks().next();
    const pid = await sleep({ mark });
    const left = await endLeftovers(traces({ mark }), false, () => {});
    expect(left).toEqual([{ pid, name: "sleep", place: "own-session", heldPipe: false, ended: true }]);
    const source = "trap '' TERM; echo; while :; do sleep 0.1; done";
    const stubborn = await start("sh", ["-c", source], { mark, stdout: "pipe" });
    const killed = await endLeftovers(traces({ mark }), true, () => {});
    expect(killed).toContainEqual(expect.objectContaining({ pid: stubborn, ended: true }));
  });

  it("one process, where only that is found", async () => {
    const pid = await sleep();
    const left = { pid, name: "script", place: "script", heldPipe: false, ended: true };
    expect(await endedTree(pid)).toEqual([left]);
    await expect.poll(() => endedTree(pid)).toEqual([]);
    expect(await endedTree(NOBODY)).toEqual([]);
  });

  it("a signal reaches the whole group, and no group is no problem", async () => {
    const leader = await start("sh", ["-c", "sleep 1000 & echo; wait"], { stdout: "pipe" });
    signalGroup(leader, "SIGTERM");
    await expect.poll(() => liveProcesses(traces({ leader }))).toEqual([]);
    signalGroup(leader, "SIGTERM");
    signalGroup(NOBODY, "SIGKILL");
  });
});
