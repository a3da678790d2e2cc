/** The lock beside a file has one holder at a time, also if a crash has left an old one. `npm run torture -- locks` does it with processes. */

import { mkdirSync, readdirSync, rmdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { lockPath, takeLock } from "../../../core/files/lock.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

let folder: string;
let target: string;

beforeEach(() => {
  folder = temporaryFolder();
  target = join(folder, "client.keys");
});

function leaveOld(path: string): void {
  mkdirSync(path);
  utimesSync(path, new Date(0), new Date(0));
}

describe("a lock that a crash left", () => {
  // Which of them is faster differs from round to round.
  const rounds = Array.from({ length: 8 }, (_, at) => at + 1);
  it.each([...rounds.map(() => ".lock"), ""])(
    "is taken by one at a time of 40 that find it%s",
    async (further) => {
      leaveOld(lockPath(target));
      if (further !== "") leaveOld(`${lockPath(target)}${further}`);
      let holders = 0;
      let most = 0;
      let taken = 0;
      const hold = async (): Promise<void> => {
        const lock = await takeLock(target);
        taken++;
        most = Math.max(most, ++holders);
        await new Promise(setImmediate);
        expect(lock?.isHeld()).toBe(true);
        holders--;
        await lock?.release();
      };
      await Promise.all(Array.from({ length: 40 }, hold));
      expect({ most, taken }).toEqual({ most: 1, taken: 40 });
      expect(readdirSync(folder)).toEqual([]);
    },
  );
});

it("is not waited for where there is no folder for it", async () => {
  await expect(takeLock(join(folder, "missing", "client.keys"))).rejects.toThrow(/ENOENT.*mkdir/);
});

describe("a lock that another has taken meanwhile", () => {
  it("is known as lost at once, and still belongs to the other when it is released", async () => {
    const first = await takeLock(target);
    // As if the first one had been suspended for a long time.
    rmdirSync(lockPath(target));
    mkdirSync(lockPath(target));
    utimesSync(lockPath(target), new Date(1e12), new Date(1e12));
    expect(first?.isHeld()).toBe(false);
    await first?.release();
    expect(readdirSync(folder)).toEqual([".client.keys.lock"]);
  });
});
