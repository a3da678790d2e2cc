/** What is at the place of a lock, and what is done with it. `lock.test.ts` has many that want the same lock. */

import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmdirSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { isGone, lockPath, takeLock } from "../../../core/files/lock.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { giveAway, withoutRights } from "../../without-rights.ts";

let folder: string;
let target: string;
let lock: string;

beforeEach(() => {
  folder = temporaryFolder();
  target = join(folder, "client.keys");
  lock = lockPath(target);
});

/** Seconds ago. */
function make(path: string, age: number): void {
  mkdirSync(path);
  const then = Date.now() / 1000 - age;
  utimesSync(path, then, then);
}

describe("a lock", () => {
  it("is a folder beside the file, whose name is cut if it is long", () => {
    expect(lock).toBe(join(folder, ".client.keys.lock"));
    expect(basename(lockPath(join(folder, "a".repeat(41))))).toBe(`.${"a".repeat(40)}.lock`);
  });

  it("is held until it is released, and then gone", async () => {
    const held = await takeLock(target, 1);
    expect(held?.isHeld()).toBe(true);
    expect(statSync(lock).isDirectory()).toBe(true);
    await held?.release();
    expect(held?.isHeld()).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("does not need its file, and does not change it", async () => {
    writeFileSync(target, "001 a any k\n");
    const held = await takeLock(target, 1);
    await held?.release();
    expect(readdirSync(folder)).toEqual(["client.keys"]);
  });

  it("that another holds is not taken, and stays", async () => {
    const first = await takeLock(target, 1);
    expect(await takeLock(target, 2)).toBeUndefined();
    expect(first?.isHeld()).toBe(true);
    await first?.release();
    expect((await takeLock(target, 1))?.isHeld()).toBe(true);
  });

  it("is taken as soon as the other releases it", async () => {
    const first = await takeLock(target, 1);
    const second = takeLock(target, 100);
    await first?.release();
    const held = await second;
    expect(held?.isHeld()).toBe(true);
    await held?.release();
  });

  it("is not even tried for without a try", async () => {
    expect(await takeLock(target, 0)).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("that is free again is not held, however often it is released", async () => {
    const held = await takeLock(target, 1);
    await held?.release();
    await held?.release();
    expect(held?.isHeld()).toBe(false);
  });

  it.each([
    ["that another holds", 0, undefined],
    ["that another removes", 100, 0],
  ])("%s is waited for, at least 50 ms after each try", async (_title, age, ageOfSecond) => {
    make(lock, age);
    if (ageOfSecond !== undefined) make(`${lock}.lock`, ageOfSecond);
    const ended: string[] = [];
    const sooner = sleep(150).then(() => ended.push("150 ms"));
    await takeLock(target, 4);
    ended.push("4 tries");
    await sooner;
    expect(ended).toEqual(["150 ms", "4 tries"]);
  });

  it("that disappeared is lost, and its release harms nothing", async () => {
    const held = await takeLock(target, 1);
    rmdirSync(lock);
    expect(held?.isHeld()).toBe(false);
    await held?.release();
    const next = await takeLock(target, 1);
    await held?.release();
    expect(next?.isHeld()).toBe(true);
    await next?.release();
  });
});

describe("a lock that others left", () => {
  it.each([
    [0, false],
    [8, false],
    [12, true],
    [1e6, true],
  ])("%s seconds ago is removed: %s", async (age, isRemoved) => {
    make(lock, age);
    const held = await takeLock(target, 2);
    expect(held !== undefined).toBe(isRemoved);
    expect(existsSync(lock)).toBe(true);
    await held?.release();
    expect(readdirSync(folder)).toEqual(isRemoved ? [] : [".client.keys.lock"]);
  });

  it("is not removed while another removes it", async () => {
    make(lock, 100);
    make(`${lock}.lock`, 0);
    expect(await takeLock(target, 2)).toBeUndefined();
    expect(readdirSync(folder).toSorted()).toEqual([".client.keys.lock", ".client.keys.lock.lock"]);
  });

  it("is removed even if one who removed it stopped halfway", async () => {
    make(lock, 100);
    make(`${lock}.lock`, 100);
    const held = await takeLock(target, 2);
    expect(held?.isHeld()).toBe(true);
    await held?.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("with something in it stays, and is an error of the system", async () => {
    make(lock, 0);
    writeFileSync(join(lock, "theirs"), "");
    utimesSync(lock, 1, 1);
    await expect(takeLock(target, 2)).rejects.toThrow(/ENOTEMPTY.*rmdir/);
    expect(readdirSync(folder)).toEqual([".client.keys.lock"]);
  });
});

it.skipIf(process.platform === "win32")(
  "a folder in which nobody may write is an error of the system",
  async () => {
    giveAway(folder);
    const held = withoutRights(async () => {
      chmodSync(folder, 0o500);
      try {
        return await takeLock(target, 2);
      } finally {
        chmodSync(folder, 0o700);
      }
    });
    await expect(held).rejects.toThrow(/EACCES.*mkdir/);
  },
);

it("a folder that is not there is an error of the system, and is not waited for", async () => {
  await expect(takeLock(join(folder, "missing", "client.keys"))).rejects.toThrow(/ENOENT.*mkdir/);
});

it.each([
  // The folder of a lock is made, then its time is set and read.
  [{ code: "ENOENT", syscall: "utime" }, true],
  [{ code: "ENOENT", syscall: "stat" }, true],
  [{ code: "ENOENT", syscall: "mkdir" }, false],
  [{ code: "EACCES", syscall: "utime" }, false],
  [{ code: "ENOENT" }, false],
  [{}, false],
])("that another removed the lock meanwhile is said by %j: %s", (parts, expected) => {
  expect(isGone(Object.assign(new Error(), parts))).toBe(expected);
  expect(isGone(parts)).toBe(false);
});
