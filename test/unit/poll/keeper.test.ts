/** The keeper beside the host: its pipes, its marks, and what it ends when it is closed. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, fstatSync, readSync, writeSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Keeper, type PipeEnds } from "../../../core/poll/keeper/keeper.ts";
import { MARK_VARIABLE, type RunMark, RunMarks } from "../../../core/poll/keeper/run-mark.ts";
import { soon } from "./soon.ts";

async function pipeOf(keeper: Keeper): Promise<PipeEnds> {
  const pipe = await keeper.pipe();
  if (pipe === undefined) throw new Error("no pipe");
  return pipe;
}

function close({ read, write }: PipeEnds): void {
  for (const end of [read, write]) closeSync(end);
}

/** A process in a group of its own, which lives until it is ended. */
function sleeping(
  environment: Readonly<Record<string, string>> = {},
): ChildProcess & { readonly group: number } {
  const child = spawn("sleep", ["1000"], {
    detached: true,
    stdio: "ignore",
    env: { PATH: "/usr/bin:/bin", ...environment },
  });
  return Object.assign(child, { group: child.pid ?? 0 });
}

describe("pipes", () => {
  it("connect two ends that no name leads to, as many as are needed", async () => {
    const keeper = new Keeper();
    const pipes: PipeEnds[] = [];
    for (let made = 0; made < 80; made++) pipes.push(await pipeOf(keeper));
    const read = Buffer.alloc(10);
    for (const [at, { read: end, write, name }] of pipes.entries()) {
      expect([fstatSync(end).isFIFO(), fstatSync(write).isFIFO(), existsSync(name)]).toEqual([
        true,
        true,
        false,
      ]);
      writeSync(write, String(at));
      expect(read.toString("latin1", 0, readSync(end, read))).toBe(String(at));
    }
    expect(new Set(pipes.map(({ name }) => name)).size).toBe(80);
    for (const pipe of pipes) close(pipe);
    await keeper.close();
  });

  it("are made for several runs at once", async () => {
    const keeper = new Keeper();
    const pipes = await Promise.all(Array.from({ length: 10 }, () => pipeOf(keeper)));
    expect(new Set(pipes.map(({ name }) => name)).size).toBe(10);
    for (const pipe of pipes) close(pipe);
    await keeper.close();
  });

  it("end with the keeper, and its folder too", async () => {
    const keeper = new Keeper();
    const pipe = await pipeOf(keeper);
    close(pipe);
    const folder = path.dirname(pipe.name);
    expect(existsSync(folder)).toBe(true);
    expect(keeper.alive).toBe(true);
    await keeper.close();
    expect([keeper.alive, existsSync(folder)]).toEqual([false, false]);
    const rest: (PipeEnds | undefined)[] = [];
    for (let asked = 0; asked < 40; asked++) rest.push(await keeper.pipe());
    expect(rest.filter((each) => each !== undefined)).toEqual([]);
    await keeper.gone;
  });
});

describe("abilities", () => {
  it("are those of the system's env and prlimit", async () => {
    const keeper = new Keeper();
    const env = spawn("env", ["--ignore-signal=PIPE", "--block-signal=TERM,HUP,INT", "true"], {
      stdio: "ignore",
    });
    const [code] = await once(env, "exit");
    expect(await keeper.signalAbility()).toBe(code === 0 ? "mask" : "trap");
    const able = existsSync("/usr/bin/prlimit") && existsSync("/proc/self/limits");
    expect(await keeper.marksByLimit()).toBe(able);
    await keeper.close();
  });
});

describe("marks", () => {
  it("begin alike for one host, and differ for each run", () => {
    const marks = new RunMarks();
    const [first, second] = [marks.next(), marks.next()];
    expect(marks.text).toMatch(/^[0-9a-f]{16}$/);
    expect(marks.limit).toMatch(/^[1-9][0-9]{8}$/);
    expect(first).toEqual({ text: `${marks.text}-1`, limit: `${marks.limit}000001` });
    expect(second).toEqual({ text: `${marks.text}-2`, limit: `${marks.limit}000002` });
    const other = new RunMarks();
    expect([other.text, other.limit]).not.toEqual([marks.text, marks.limit]);
  });
});

describe("closing", () => {
  it("ends the groups of runs that have not ended, and no others", async () => {
    const keeper = new Keeper();
    const [running, ended, later] = [sleeping(), sleeping(), sleeping()];
    for (const { group } of [running, ended, later]) keeper.began(group);
    keeper.ended(ended.group);
    keeper.ended(later.group);
    const exit = once(running, "exit");
    await keeper.close();
    expect(await exit).toEqual([null, "SIGKILL"]);
    for (const each of [ended, later]) {
      expect(each.exitCode ?? each.signalCode).toBeNull();
      each.kill("SIGKILL");
      await once(each, "exit");
    }
  });

  it.skipIf(!existsSync("/proc/self/environ"))("ends what has its mark, wherever it went", async () => {
    const keeper = new Keeper();
    const ours = sleeping({ [MARK_VARIABLE]: keeper.nextMark().text });
    const other = sleeping({ [MARK_VARIABLE]: new RunMarks().next().text });
    const exit = once(ours, "exit");
    // The shell that starts a program has not yet the environment of that program.
    await once(ours, "spawn");
    await keeper.close();
    expect(await exit).toEqual([null, "SIGKILL"]);
    expect(other.signalCode).toBeNull();
    other.kill("SIGKILL");
    await once(other, "exit");
  });
});

describe("a lease", () => {
  // Each test has a count of its own of those who hold the keeper.
  const loaded = () => import("../../../core/poll/keeper/keeper-lease.ts");
  let lease: Awaited<ReturnType<typeof loaded>>;
  beforeEach(async () => {
    vi.resetModules();
    lease = await loaded();
  });

  it("keeps one keeper for all, until it is given back by all", async () => {
    const [one, two] = [lease.leaseKeeper(), lease.leaseKeeper()];
    if (one.keeper === undefined) throw new Error("no keeper");
    expect(two.keeper).toBe(one.keeper);
    one.release();
    one.release();
    await lease.closeIdleKeeper();
    expect(one.keeper.alive).toBe(true);
    two.release();
    const three = lease.leaseKeeper();
    expect(three.keeper).toBe(one.keeper);
    three.release();
    await lease.closeIdleKeeper();
    expect(one.keeper.alive).toBe(false);
    // There is nothing left to close.
    await lease.closeIdleKeeper();
    const next = lease.leaseKeeper();
    expect(next.keeper).not.toBe(one.keeper);
    next.release();
    await lease.closeIdleKeeper();
  });

  it("ends by itself some time after the last run", async () => {
    const { keeper, release } = lease.leaseKeeper();
    release();
    await soon(keeper?.gone ?? Promise.reject(new Error("no keeper")));
    expect(keeper?.alive).toBe(false);
  });

  it("of a keeper that was ended is one of a new keeper", async () => {
    const first = lease.leaseKeeper();
    await first.keeper?.close();
    const second = lease.leaseKeeper();
    expect([first.keeper?.alive, second.keeper?.alive]).toEqual([false, true]);
    first.release();
    second.release();
    await lease.closeIdleKeeper();
  });

  it("stays until its use has ended, also if that fails", async () => {
    const used: Keeper[] = [];
    const use = async (keeper: Keeper | undefined, mark: RunMark): Promise<string> => {
      if (keeper === undefined) throw new Error("no keeper");
      used.push(keeper);
      await lease.closeIdleKeeper();
      expect([keeper.alive, mark.text.split("-")[0]]).toEqual([true, keeper.nextMark().text.split("-")[0]]);
      return mark.text;
    };
    const first = await soon(lease.withKeeper(use));
    expect(await soon(lease.withKeeper(use))).not.toBe(first);
    await expect(
      soon(
        lease.withKeeper(async (...given) => {
          await use(...given);
          throw new Error("it failed");
        }),
      ),
    ).rejects.toThrow("it failed");
    await lease.closeIdleKeeper();
    expect(used.map(({ alive }) => alive)).toEqual([false, false, false]);
  });

  it("has no keeper without a folder for its pipes, and the mark is one of its own", async () => {
    await lease.closeIdleKeeper();
    const before = process.env["TMPDIR"];
    process.env["TMPDIR"] = "/no/such/folder";
    try {
      const use = (keeper: Keeper | undefined, mark: RunMark) =>
        Promise.resolve([keeper, mark.text] as const);
      const [first, second] = [await soon(lease.withKeeper(use)), await soon(lease.withKeeper(use))];
      expect([first[0], second[0]]).toEqual([undefined, undefined]);
      expect(first[1]).toMatch(/^[0-9a-f]{16}-1$/);
      expect(second[1]).not.toBe(first[1]);
    } finally {
      if (before === undefined) delete process.env["TMPDIR"];
      else process.env["TMPDIR"] = before;
    }
  });
});
