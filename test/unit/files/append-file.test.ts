/** Appending to a file: only to what is known, all of it or nothing. */

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { appendToFile } from "../../../core/files/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, "client.keys");
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("appending", () => {
  it("adds to the end of the file, and asks before with what the file is now", async () => {
    writeFileSync(file, "001 a any k\n");
    let size = 0;
    const appended = await appendToFile(file, bytes("002 b any k\n"), (stats) => {
      size = stats.size;
      return true;
    });
    expect(appended).toEqual({ kind: "appended" });
    expect(size).toBe(12);
    expect(readFileSync(file, "utf8")).toBe("001 a any k\n002 b any k\n");
    expect(readdirSync(folder)).toEqual(["client.keys"]);
  });

  it("adds nothing to a file that another program has changed", async () => {
    writeFileSync(file, "theirs\n");
    expect(await appendToFile(file, bytes("ours\n"), () => false)).toEqual({ kind: "changed" });
    expect(readFileSync(file, "utf8")).toBe("theirs\n");
    expect(readdirSync(folder)).toEqual(["client.keys"]);
  });

  it("makes no file, and says that there is none", async () => {
    expect(await appendToFile(file, bytes("ours\n"), () => true)).toMatchObject({
      kind: "failed",
      what: expect.stringContaining(`${file} was not written: `),
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  // The limit is beyond every other file of this process.
  it.runIf(existsSync("/usr/bin/prlimit"))("is undone if only a part of it fits", async () => {
    const size = 2 ** 40;
    writeFileSync(file, "");
    truncateSync(file, size);
    const limit = (value: string): unknown =>
      execFileSync("/usr/bin/prlimit", [`--pid=${process.pid}`, `--fsize=${value}:`]);
    // Without a listener the signal about the limit ends the process.
    const nothing = (): void => undefined;
    process.on("SIGXFSZ", nothing);
    limit(String(size + 3));
    try {
      let after = 0;
      expect(await appendToFile(file, bytes("ours\n"), () => true)).toMatchObject({
        kind: "failed",
        what: `${file} was not written: the disk is full.`,
      });
      await appendToFile(file, bytes("no"), (stats) => {
        after = stats.size;
        return false;
      });
      expect(after).toBe(size);
    } finally {
      limit("unlimited");
      process.off("SIGXFSZ", nothing);
    }
  });
});
