/** Reading and writing files for commands, results in order, and waiting for changes. */

import { linkSync, mkdirSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { inOrder } from "../../../cli/in-order.ts";
import { byteString, LARGEST_INPUT, readInput, tooLarge, whyNot } from "../../../cli/input.ts";
import { onChange } from "../../../cli/lint/watch.ts";
import { putFile, remarkOn } from "../../../cli/put-file.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { KeptTerminal } from "./looks.ts";

describe("results", () => {
  const passed = (order: readonly number[], add: readonly number[], flushes = false): readonly string[] => {
    const found: string[] = [];
    const results = inOrder<string>(order, (result) => found.push(result));
    for (const place of add) results.add(place, `r${place}`);
    if (flushes) results.flush();
    return found;
  };

  it.each([
    [
      [0, 1, 2],
      [0, 1, 2],
      ["r0", "r1", "r2"],
    ],
    [
      [0, 1, 2],
      [2, 1, 0],
      ["r0", "r1", "r2"],
    ],
    [[0, 1, 2], [1, 2], []],
    [
      [5, 3, 4],
      [3, 5],
      ["r5", "r3"],
    ],
    [[], [], []],
  ])("of %j that arrive as %j are passed on as %j", (order, add, expected) => {
    expect(passed(order, add)).toEqual(expected);
  });

  it("that wait for one that does not arrive are passed on in the end", () => {
    expect(passed([0, 1, 2, 3], [3, 1], true)).toEqual(["r1", "r3"]);
    expect(passed([0, 1], [0, 1], true)).toEqual(["r0", "r1"]);
  });
});

describe("an input", () => {
  const folder = temporaryFolder();

  it("is all bytes of a file", async () => {
    const path = join(folder, "a");
    writeFileSync(path, Buffer.from([0, 0xff, 0x0a]));
    expect(await readInput(path)).toEqual({ ok: true, value: Buffer.from([0, 0xff, 0x0a]) });
    expect(byteString(Buffer.from([0, 0xff, 0x0a]))).toBe("\0ÿ\n");
    expect(await readInput("/dev/null")).toEqual({ ok: true, value: Buffer.alloc(0) });
  });

  it("is not larger than 256 MB", async () => {
    const path = join(folder, "large");
    writeFileSync(path, "");
    truncateSync(path, LARGEST_INPUT + 1);
    expect(await readInput(path)).toEqual({
      ok: false,
      problem: {
        what: `${path} is larger than 256 MB, too large for a client.keys or an answer.`,
        advice: "Check that it is the right file.",
      },
    });
    expect(tooLarge("x", 1024 * 1024).what).toBe(
      "x is larger than 1 MB, too large for a client.keys or an answer.",
    );
  });

  it.each([
    ["ENOENT", "x does not exist.", `Check the path. Relative paths start at ${process.cwd()}.`],
    ["ENOTDIR", "x does not exist: a part of the path is a file.", "Check the path."],
    [
      "EACCES",
      "You may not read x.",
      "Run keypoll as a user who may read it, for example as root, or copy the file.",
    ],
    [
      "EPERM",
      "You may not read x.",
      "Run keypoll as a user who may read it, for example as root, or copy the file.",
    ],
    ["EISDIR", "x is a folder.", "Give the path of a file."],
  ])("that fails with %s says what to do", (code, what, advice) => {
    expect(whyNot("x", Object.assign(new Error(code), { code }))).toEqual([what, advice]);
  });

  it("that fails in another way says at least which file", async () => {
    expect(whyNot("x", Object.assign(new Error("EIO"), { code: "EIO" }))[0]).toContain("x");
    expect(await readInput(folder)).toMatchObject({ problem: { what: `${folder} is a folder.` } });
  });
});

describe("a file", () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  const path = (name: string): string => join(folder, name);

  it("is written, and where its old content still is is said", async () => {
    const terminal = new KeptTerminal();
    writeFileSync(path("a"), "old");
    linkSync(path("a"), path("b"));
    linkSync(path("a"), path("c"));
    expect(await putFile(path("a"), "new", { backup: true }, terminal)).toBe(true);
    expect(terminal.stderr).toMatch(
      /^The old file is kept as \/.*\/a\.\S+\.bak\.\n\/.*\/a has 2 other names \(hard links\), which keep the old content\.\n$/,
    );
    const one = new KeptTerminal();
    remarkOn("x\ty", { backup: undefined, otherNames: 1 }, one);
    expect(one.stderr).toBe("x␉y has another name (a hard link), which keeps the old content.\n");
    const none = new KeptTerminal();
    remarkOn("x", { backup: undefined, otherNames: 0 }, none);
    remarkOn("x", { backup: "y\tz", otherNames: 0 }, none);
    expect(none.stderr).toBe("The old file is kept as y␉z.\n");
  });

  it("that exists is not replaced, if so asked, with the advice of the command", async () => {
    const terminal = new KeptTerminal();
    writeFileSync(path("there"), "old");
    const options = { backup: false, adviceIfThere: "Add --overwrite." };
    expect(await putFile(path("there"), "new", options, terminal)).toBe(false);
    expect(terminal.stderr).toMatch(/^keypoll: .*there.* Add --overwrite\.\n$/);
    expect(await putFile(path("fresh"), new Uint8Array([1]), options, terminal)).toBe(true);
    const nowhere = new KeptTerminal();
    expect(await putFile(path("no/where"), "x", options, nowhere)).toBe(false);
    expect(nowhere.stderr).toMatch(/^keypoll: .*no/);
    expect(nowhere.stderr).not.toContain("--overwrite");
  });
});

describe("a change", () => {
  it("of a file that is watched is reported, also if the file is replaced, until the signal", async () => {
    const folder = temporaryFolder();
    const file = join(folder, "a");
    writeFileSync(file, "1");
    mkdirSync(join(folder, "sub"));
    const end = new AbortController();
    let told = 0;
    let next: () => void = () => {};
    const changed = (): Promise<void> => new Promise((resolve) => (next = resolve));
    const ended = onChange([file, join(folder, "gone/b")], end.signal, () => {
      told++;
      next();
    });
    const first = changed();
    writeFileSync(file, "2");
    await first;
    const second = changed();
    writeFileSync(join(folder, "new"), "3");
    renameSync(join(folder, "new"), file);
    await second;
    const before = told;
    end.abort();
    await ended;
    writeFileSync(file, "4");
    expect([before >= 2, told]).toEqual([true, before]);
  });
});
