/** Many that write one client.keys at once: no agent is lost, and no id is given twice. */

import { appendFile, link, mkdir, readdir, readFile, rmdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { keypoll } from "./keypoll.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

let folder: string;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, "client.keys");
});

const add = (name: string) => keypoll(["agent", "add", name, "--keys", file]);

async function records(): Promise<readonly (readonly string[])[]> {
  const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
  return lines.map((line) => line.split(" "));
}

async function expectAll(names: readonly string[]): Promise<void> {
  const found = await records();
  expect(found.map(([, name]) => name).toSorted()).toEqual(names.toSorted());
  expect(new Set(found.map(([id]) => id)).size).toBe(names.length);
}

describe("agents that are added at once", () => {
  it("are all there after 50 processes", async () => {
    const names = Array.from({ length: 50 }, (_, at) => `web-${at}`);
    const runs = await Promise.all(names.map(add));
    expect(runs.map(({ code }) => code)).toEqual(names.map(() => 0));
    await expectAll(names);
    expect((await readdir(folder)).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("are both there after each of 200 pairs", async () => {
    const names: string[] = [];
    for (let pair = 0; pair < 200; pair++) {
      const two = [`a-${pair}`, `b-${pair}`];
      const runs = await Promise.all(two.map(add));
      expect(runs.map(({ code }) => code)).toEqual([0, 0]);
      names.push(...two);
    }
    await expectAll(names);
  });
});

/** Holds the lock of the file as another keypoll would. */
async function whileLocked(work: () => Promise<void>): Promise<void> {
  const lock = join(folder, ".client.keys.lock");
  await mkdir(lock);
  await work();
  await rmdir(lock);
}

/** Runs a command against a lock, and has another program write in the meantime. */
async function withOutsider(args: readonly string[], line: string): Promise<number | null> {
  let run: ReturnType<typeof keypoll> | undefined;
  await whileLocked(async () => {
    run = keypoll(args);
    // Long enough for it to have read the file; an earlier line would be read with the rest, and must be kept too.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await appendFile(file, line);
  });
  return (await run)?.code ?? null;
}

describe("another program that writes in the middle", () => {
  const theirs = `009 theirs any ${KEY}\n`;

  it("loses nothing to agent add, which sees it", async () => {
    await writeFile(file, `001 web any ${KEY}\n`);
    expect(await withOutsider(["agent", "add", "ours", "--keys", file], theirs)).toBe(0);
    expect((await records()).map(([id, name]) => `${id} ${name}`)).toEqual([
      "001 web",
      "009 theirs",
      "010 ours",
    ]);
  });

  it("loses nothing to agent remove", async () => {
    await writeFile(file, `001 web any ${KEY}\n`);
    expect(await withOutsider(["agent", "remove", "001", "--keys", file], theirs)).toBe(0);
    expect((await records()).map(([id, name]) => `${id} ${name}`)).toEqual(["001 !web", "009 theirs"]);
  });

  it("keeps agent import from replacing what is no agent's own file any more", async () => {
    await writeFile(file, `001 web any ${KEY}\n`);
    const text = Buffer.from(`001 web any ${KEY}`).toString("base64");
    expect(await withOutsider(["agent", "import", text, "--keys", file], theirs)).toBe(2);
    expect(await records()).toHaveLength(2);
  });

  it("keeps lint --fix from writing", async () => {
    await writeFile(file, `\uFEFF001 web any ${KEY}\n`);
    expect(await withOutsider(["lint", "--fix", file], theirs)).toBe(2);
    expect(await readFile(file, "utf8")).toBe(`\uFEFF001 web any ${KEY}\n${theirs}`);
  });

  it("keeps the gate from installing", async () => {
    await writeFile(file, `001 web any ${KEY}\n`);
    const next = join(folder, "next.keys");
    await writeFile(next, `001 web any ${KEY}\n002 db any ${KEY.replaceAll("0", "a")}\n`);
    expect(await withOutsider(["lint", "--gate", next, "--install", file], theirs)).toBe(2);
    expect((await records()).map(([, name]) => name)).toEqual(["web", "theirs"]);
  });
});

describe("what a process that was killed left behind", () => {
  it("is taken over and cleared away", async () => {
    const lock = join(folder, ".client.keys.lock");
    await mkdir(lock);
    await utimes(lock, new Date(0), new Date(0));
    await writeFile(join(folder, ".keypoll-client.keys-0123abcd"), `001 half`);
    expect((await add("web")).code).toBe(0);
    await expectAll(["web"]);
    expect(await readdir(folder)).toEqual(["client.keys"]);
  });
});

describe("a file with another name", () => {
  it("is replaced, and the person is told who keeps the old content", async () => {
    await writeFile(file, `001 web any ${KEY}\n`);
    await link(file, join(folder, "hard"));
    const { stderr } = await add("db");
    expect(stderr).toContain("has another name (a hard link), which keeps the old content");
  });
});
