/** Many processes that write one client.keys at once: no agent is lost, and no id is given twice. `npm run torture` runs more of them. */

import { once } from "node:events";
import { appendFileSync, watch } from "node:fs";
import { link, mkdir, readdir, readFile, rename, rmdir, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { testPatience } from "../patience.ts";
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
  it("are all in the file after 12 processes", async () => {
    const names = Array.from({ length: 12 }, (_, at) => `web-${at}`);
    const runs = await Promise.all(names.map(add));
    expect(runs.map(({ code }) => code)).toEqual(names.map(() => 0));
    await expectAll(names);
    expect((await readdir(folder)).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("are both in the file after each of 3 pairs", async () => {
    const names: string[] = [];
    for (let pair = 0; pair < 3; pair++) {
      const two = [`a-${pair}`, `b-${pair}`];
      const runs = await Promise.all(two.map(add));
      expect(runs.map(({ code }) => code)).toEqual([0, 0]);
      names.push(...two);
    }
    await expectAll(names);
  });
});

/** Runs a command while another program adds a line as soon as the command has locked the file: before the command read it, or after. */
async function withOutsider(args: readonly string[], line: string): Promise<number | null> {
  const watcher = watch(folder);
  const written = once(watcher, "change").then(() => appendFileSync(file, line));
  const run = await keypoll(args);
  watcher.close();
  await written;
  return run.code;
}

/** Runs a command that waits for the lock of another keypoll. Another program adds a line once the command has read the file: in a new file, because the command may still read the old one. */
async function withOutsiderAfterReading(args: readonly string[], line: string): Promise<number | null> {
  const lock = join(folder, ".client.keys.lock");
  await mkdir(lock);
  // The system only records an access if the last one is older than the file. So it is visible.
  await utimes(file, new Date(0), (await stat(file)).mtime);
  const run = keypoll(args);
  await vi.waitUntil(async () => (await stat(file)).atimeMs > 0, { timeout: testPatience });
  // The first access may only detect the kind of the file. The whole file is read soon after, and then the command waits for the lock.
  await setTimeout(1000);
  await writeFile(`${file}.theirs`, `${await readFile(file, "utf8")}${line}`);
  await rename(`${file}.theirs`, file);
  await rmdir(lock);
  return (await run).code;
}

describe("another program that writes in the middle", () => {
  const theirs = `009 theirs any ${KEY}\n`;

  it("loses nothing to agent add", async () => {
    await writeFile(file, `001 web any ${KEY}\n`);
    expect(await withOutsider(["agent", "add", "ours", "--keys", file], theirs)).toBe(0);
    await expectAll(["ours", "theirs", "web"]);
  });

  it("loses nothing to agent remove", async () => {
    await writeFile(file, `001 web any ${KEY}\n`);
    expect(await withOutsider(["agent", "remove", "001", "--keys", file], theirs)).toBe(0);
    await expectAll(["!web", "theirs"]);
  });

  it("loses nothing to agent import", async () => {
    await writeFile(file, `001 web any ${KEY}\n`);
    const text = Buffer.from(`001 web any ${KEY}`).toString("base64");
    await withOutsider(["agent", "import", text, "--keys", file], theirs);
    await expectAll(["theirs", "web"]);
  });

  it("stops lint --fix from writing", async () => {
    await writeFile(file, `\uFEFF001 web any ${KEY}\n`);
    expect(await withOutsiderAfterReading(["lint", "--fix", file], theirs)).toBe(2);
    expect(await readFile(file, "utf8")).toBe(`\uFEFF001 web any ${KEY}\n${theirs}`);
  });

  it("stops new from replacing a file that did not exist before", async () => {
    const watcher = watch(folder);
    const script = join(folder, "agent_key_poll.py");
    const written = once(watcher, "change").then(() => appendFileSync(script, "# theirs\n"));
    const { stderr } = await keypoll(["new", "python", "csv", folder]);
    watcher.close();
    await written;
    const text = await readFile(script, "utf8");
    expect(text).toContain("# theirs\n");
    if (text === "# theirs\n")
      expect(stderr).toContain("already exists. Give another folder, or add --force");
  });

  it("stops the gate from installing", async () => {
    await writeFile(file, `001 web any ${KEY}\n`);
    const next = join(folder, "next.keys");
    await writeFile(next, `001 web any ${KEY}\n002 db any ${KEY.replaceAll("0", "a")}\n`);
    expect(await withOutsiderAfterReading(["lint", "--gate", next, "--install", file], theirs)).toBe(2);
    expect((await records()).map(([, name]) => name)).toEqual(["web", "theirs"]);
  });
});

describe("the files that a killed process left behind", () => {
  it("are taken over and removed", async () => {
    const lock = join(folder, ".client.keys.lock");
    await mkdir(lock);
    await utimes(lock, new Date(0), new Date(0));
    await writeFile(join(folder, ".keypoll-client.keys-0123abcd"), `001 half`);
    expect((await add("web")).code).toBe(0);
    await expectAll(["web"]);
    expect(await readdir(folder)).toEqual(["client.keys"]);
  });
});

/** Every command that replaces an existing file. FILE is replaced by the path. */
const replacing: Readonly<Record<string, { readonly args: readonly string[]; readonly content?: string }>> = {
  "agent add": { args: ["agent", "add", "db", "--keys", "FILE"] },
  "lint --fix": { args: ["lint", "--fix", "FILE"], content: `\uFEFF001 web any ${KEY}\n` },
  "lint --gate": { args: ["lint", "--gate", "next.keys", "--install", "FILE"] },
  "lint --update-baseline": { args: ["lint", "next.keys", "--baseline", "FILE", "--update-baseline"] },
  upgrade: { args: ["upgrade", "next.keys", "--to", "5.0", "--write", "FILE"] },
  "init --overwrite": { args: ["init", "next.keys", "--output", "FILE", "--overwrite"] },
  rehearse: {
    args: [
      "rehearse",
      "/bin/true",
      "--id",
      "001",
      "--agents",
      "1",
      "--limit",
      "1",
      "--levels",
      "1",
      "-o",
      "FILE",
    ],
  },
  "new --force": { args: ["new", "python", "csv", "FILE", "--force"] },
};

describe("a file with another name", () => {
  it.each(Object.entries(replacing))(
    "is replaced by %s, which says who keeps the old one",
    async (_, { args, content }) => {
      const ours = args.includes("--force") ? join(folder, "script.py") : file;
      await writeFile(ours, content ?? `001 web any ${KEY}\n`);
      await writeFile(
        join(folder, "next.keys"),
        `001 web any ${KEY}\n002 db any ${KEY.replaceAll("0", "a")}\n`,
      );
      await link(ours, join(folder, "hard"));
      const before = await readFile(ours, "utf8");
      const { stderr } = await keypoll(
        args.map((each) => (each === "FILE" ? ours : each)),
        { cwd: folder },
      );
      expect(stderr).toContain("has another name (a hard link), which keeps the old content");
      expect(await readFile(join(folder, "hard"), "utf8")).toBe(before);
      expect(await readFile(ours, "utf8")).not.toBe(before);
    },
  );
});
