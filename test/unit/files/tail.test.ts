/** A log is read on while it is written, replaced and emptied, without a byte twice or lost. */

import { appendFileSync, mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { Tail } from "../../../core/files/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

let log: string;
let tail: Tail;

beforeEach(() => {
  log = join(temporaryFolder(), "ossec.log");
  tail = new Tail(log);
  onTestFinished(() => tail.close());
});

/** What a read hands over, with a bar where a new file begins. */
async function read(signal?: AbortSignal): Promise<string> {
  let text = "";
  const take = (bytes: Uint8Array): void => {
    text += Buffer.from(bytes).toString();
  };
  const begin = (): void => {
    text += "|";
  };
  await tail.read(take, begin, signal);
  return text;
}

it("hands over the whole file first, and then what is added", async () => {
  writeFileSync(log, "one\n");
  expect(await read()).toBe("one\n");
  expect(await read()).toBe("");
  appendFileSync(log, "two\n");
  expect(await read()).toBe("two\n");
});

it("hands over a file of several pieces in order", async () => {
  const text = Array.from({ length: 300_000 }, (_, at) => `${at}\n`).join("");
  writeFileSync(log, text);
  expect((await read()) === text).toBe(true);
  appendFileSync(log, "end\n");
  expect(await read()).toBe("end\n");
});

it("reads a replaced file to its end before the new one", async () => {
  writeFileSync(log, "old\n");
  expect(await read()).toBe("old\n");
  appendFileSync(log, "last\n");
  renameSync(log, `${log}.1`);
  writeFileSync(log, "a new file that is longer than the old\n");
  expect(await read()).toBe("last\n|a new file that is longer than the old\n");
  appendFileSync(`${log}.1`, "not of interest\n");
  appendFileSync(log, "more\n");
  expect(await read()).toBe("more\n");
});

it("begins again in a file that was emptied", async () => {
  writeFileSync(log, "a long line\n");
  expect(await read()).toBe("a long line\n");
  truncateSync(log, 0);
  appendFileSync(log, "new\n");
  expect(await read()).toBe("|new\n");
  expect(await read()).toBe("");
});

it("finds nothing new while the file is missing, and then the new one", async () => {
  writeFileSync(log, "old\n");
  await read();
  renameSync(log, `${log}.1`);
  expect(await read()).toBe("");
  appendFileSync(`${log}.1`, "last\n");
  writeFileSync(log, "new\n");
  expect(await read()).toBe("last\n|new\n");
});

it("reads no further after the signal", async () => {
  writeFileSync(log, "one\n");
  expect(await read(AbortSignal.abort())).toBe("");
  expect(await read()).toBe("one\n");
});

it("reads from the start again after it was closed", async () => {
  writeFileSync(log, "one\n");
  await read();
  await tail.close();
  expect(await read()).toBe("one\n");
});

it("rejects a file that is not there, or cannot be found any more", async () => {
  await expect(read()).rejects.toThrow(/ENOENT/);
  const folder = join(log, "..", "logs");
  mkdirSync(folder);
  const inside = new Tail(join(folder, "ossec.log"));
  onTestFinished(() => inside.close());
  writeFileSync(join(folder, "ossec.log"), "one\n");
  const nothing = (): void => undefined;
  await inside.read(nothing, nothing);
  rmSync(folder, { recursive: true });
  writeFileSync(folder, "");
  await expect(inside.read(nothing, nothing)).rejects.toThrow(/ENOTDIR/);
});
