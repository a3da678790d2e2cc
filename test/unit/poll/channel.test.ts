/** How output is read: from a stream, from one pipe or two, and what is closed when. Nothing here waits for a process. */

import { closeSync, fstatSync, readdirSync, readlinkSync, unlinkSync, writeSync } from "node:fs";
import path from "node:path";
import { PassThrough } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { OUTPUT_LIMIT } from "../../../core/manager/index.ts";
import { Keeper } from "../../../core/poll/keeper/keeper.ts";
import { merged, openSharedPipe, openTwoPipes, Reader } from "../../../core/poll/run/channel.ts";
import { hasProc } from "../../../core/poll/run/processes.ts";

/** Lets everything happen that is due already. */
async function turns(): Promise<void> {
  for (let count = 0; count < 20; count++) await turn();
}

async function isOver(promise: Promise<unknown>): Promise<boolean> {
  let over = false;
  void promise.then(() => {
    over = true;
  });
  await turns();
  return over;
}

function isOpen(descriptor: number): boolean {
  try {
    fstatSync(descriptor);
    return true;
  } catch {
    return false;
  }
}

describe("a reader", () => {
  function reading(stream = new PassThrough()) {
    const counts: number[] = [];
    return { stream, counts, reader: new Reader(stream, (bytes) => counts.push(bytes)) };
  }

  it("keeps what arrives and tells how much, until the end", async () => {
    const { stream, counts, reader } = reading();
    stream.write("one");
    stream.write("three");
    expect(await isOver(reader.closed)).toBe(false);
    expect([reader.output.text(), counts]).toEqual(["onethree", [3, 5]]);
    stream.end("!");
    expect(await isOver(reader.closed)).toBe(true);
    expect([reader.output.text(), counts]).toEqual(["onethree!", [3, 5, 1]]);
  });

  it("closes its end as soon as more comes than the manager reads", async () => {
    const { stream, counts, reader } = reading(new PassThrough({ highWaterMark: 2 * OUTPUT_LIMIT }));
    stream.write(Buffer.alloc(OUTPUT_LIMIT, "x"));
    expect(await isOver(reader.closed)).toBe(false);
    expect([stream.destroyed, reader.output.overLimit]).toEqual([false, false]);
    stream.write("y");
    expect(await isOver(reader.closed)).toBe(true);
    expect([stream.destroyed, reader.output.overLimit, counts]).toEqual([true, true, [OUTPUT_LIMIT, 1]]);
  });

  it("ends at an error of the stream with what it has", async () => {
    const { stream, reader } = reading(new PassThrough({ autoDestroy: false }));
    stream.write("half");
    await turns();
    stream.emit("error", new Error("the other end is gone"));
    expect(await isOver(reader.closed)).toBe(true);
    expect([stream.destroyed, reader.output.text()]).toEqual([true, "half"]);
  });

  it("may pause with its end open, or close it", async () => {
    const { stream, reader } = reading();
    reader.pause();
    stream.write("late");
    expect(await isOver(reader.closed)).toBe(false);
    expect([stream.isPaused(), stream.destroyed, reader.output.text()]).toEqual([true, false, ""]);
    reader.stop();
    expect(await isOver(reader.closed)).toBe(true);
    expect(stream.destroyed).toBe(true);
  });
});

describe.skipIf(process.platform === "win32")("true pipes", () => {
  const keeper = new Keeper();
  afterAll(() => keeper.close());

  it("one is for both streams; our end for writing is closed before it is read", async () => {
    const channel = await openSharedPipe(keeper);
    if (typeof channel?.stdout !== "number") throw new Error("no pipe");
    expect(channel.stderr).toBe(channel.stdout);
    expect(channel.names).toEqual([expect.stringMatching(/\/pipe-\d+$/)]);
    writeSync(channel.stdout, "written before");
    const counts: number[] = [];
    const readers = channel.read([], (bytes) => counts.push(bytes));
    expect(isOpen(channel.stdout)).toBe(false);
    await turns();
    expect(readers.map(({ output }) => output.text())).toEqual(["written before"]);
    expect(counts).toEqual([14]);
    expect(await isOver(Promise.all(readers.map(({ closed }) => closed)))).toBe(true);
  });

  it("two are one for each stream, standard output first", async () => {
    const channel = await openTwoPipes(keeper);
    const { stdout, stderr, names } = channel;
    if (stdout === "pipe" || stderr === "pipe") throw new Error("no pipe");
    expect([new Set(names).size, stdout === stderr]).toEqual([2, false]);
    writeSync(stderr, "err");
    writeSync(stdout, "out");
    const readers = channel.read([], () => {});
    await turns();
    expect(readers.map(({ output }) => output.text())).toEqual(["out", "err"]);
    expect(await isOver(Promise.all(readers.map(({ closed }) => closed)))).toBe(true);
  });

  it.runIf(hasProc())("leave none open if there is no second one", async () => {
    const keeper = new Keeper();
    const before = await keeper.pipe();
    if (before === undefined) throw new Error("no pipe");
    const number = Number(before.name.split("-").at(-1));
    const named = (later: number): string => path.join(path.dirname(before.name), `pipe-${number + later}`);
    unlinkSync(named(2));
    expect(await openTwoPipes(keeper)).toMatchObject({ stdout: "pipe", stderr: "pipe", names: [] });
    const targets = readdirSync("/proc/self/fd").map((each) => {
      try {
        return readlinkSync(`/proc/self/fd/${each}`);
      } catch {
        return "";
      }
    });
    const openTo = (name: string) => targets.filter((target) => target === `${name} (deleted)`);
    expect([openTo(named(0)).length, openTo(named(1))]).toEqual([2, []]);
    for (const end of [before.read, before.write]) closeSync(end);
    await keeper.close();
  });

  it("cannot be made with a keeper that has ended", async () => {
    const ended = new Keeper();
    await ended.close();
    expect(await openSharedPipe(ended)).toBeUndefined();
    expect(await openSharedPipe(undefined)).toBeUndefined();
    expect(await openTwoPipes(ended)).toMatchObject({ stdout: "pipe", stderr: "pipe", names: [] });
  });
});

describe("Node's own pipes", () => {
  it("are read apart, as far as there are any", async () => {
    const channel = await openTwoPipes(undefined);
    expect(channel).toMatchObject({ stdout: "pipe", stderr: "pipe", names: [] });
    const [out, err] = [new PassThrough(), new PassThrough()];
    const counts: number[] = [];
    const readers = channel.read([out, err], (bytes) => counts.push(bytes));
    out.write("out");
    err.write("error");
    await turns();
    expect(readers.map(({ output }) => output.text())).toEqual(["out", "error"]);
    expect(counts).toEqual([3, 5]);
    expect(channel.read([], () => {})).toEqual([]);
    expect(channel.read([undefined, err], () => {})).toHaveLength(1);
  });

  it("can be merged into one output, in the order of arrival", async () => {
    const channel = merged(await openTwoPipes(undefined));
    expect(channel).toMatchObject({ stdout: "pipe", stderr: "pipe", names: [] });
    const [out, err] = [new PassThrough(), new PassThrough()];
    const counts: number[] = [];
    const readers = channel.read([out, err], (bytes) => counts.push(bytes));
    for (const [stream, text] of [
      [out, "a"],
      [err, "bb"],
      [out, "ccc"],
    ] as const) {
      stream.write(text);
      await turns();
    }
    expect(readers.map(({ output }) => output.text())).toEqual(["abbccc", "bb"]);
    expect(counts).toEqual([1, 2, 3]);
    out.end();
    expect(await isOver(Promise.all(readers.map(({ closed }) => closed)))).toBe(false);
    err.end();
    expect(await isOver(Promise.all(readers.map(({ closed }) => closed)))).toBe(true);
    for (const streams of [[], [out], [undefined, err]]) expect(channel.read(streams, () => {})).toEqual([]);
  });
});
