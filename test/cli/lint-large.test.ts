/** `keypoll lint` on files that are read in pieces: the same findings as in one piece. */

import { spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, KEY, keypoll, program } from "./keypoll.ts";

function keyOf(at: number): string {
  return KEY.slice(0, -8) + at.toString(16).padStart(8, "0");
}

/** Records of 1.5 MB, some of which have findings. */
function manyRecords(name: string): string {
  const odd = [
    (id: string) => `${id} ${name} any ${KEY}`,
    (id: string) => `${id} my agent any ${KEY}`,
    (id: string) => `# ${id} ${name}`,
    (id: string) => `${id} !gone any ${KEY}`,
    () => "",
    (id: string) => `${id} b1 10.0.0.1 ${KEY} `,
    (id: string) => `001 B1 10.0.0.1 ${keyOf(Number(id))}\r`,
  ];
  const lines = Array.from({ length: 15_000 }, (_, at) => {
    const id = String(at + 1).padStart(3, "0");
    const line = at % 997 === 0 ? odd[(at / 997) % odd.length] : undefined;
    return line?.(id) ?? `${id} agent-${id} any ${keyOf(at)}`;
  });
  return lines.join("\n");
}

const texts: readonly (readonly [string, Buffer])[] = [
  ["ASCII", Buffer.from(`${manyRecords("x.y")}\n`)],
  ["UTF-8", Buffer.from(`\ufeff${manyRecords("größe-€-😀")}\n`)],
  ["no line feed at the end", Buffer.from(manyRecords("é"))],
  ["invalid UTF-8", Buffer.from(`${manyRecords("gr\xf6\xdfe")}\n`, "latin1")],
  ["a line that is longer than a piece", Buffer.from(`${manyRecords("x".repeat(3_000_000))}\n`)],
  ["line feeds only", Buffer.alloc(1_200_000, "\n")],
  ["nothing", Buffer.alloc(0)],
];

it("has the same findings when threads check many files, in the order of their names", async () => {
  const text = `${manyRecords("x.y")}\n`;
  const names = Array.from({ length: 12 }, (_, at) => `${String(at).padStart(2, "0")}.keys`);
  const cwd = folderWith(Object.fromEntries(names.map((name) => [name, text])));
  const args = ["--as", "key-file", "--format", "json"];
  const [one, all] = await Promise.all([
    keypoll(["lint", "00.keys", ...args], { cwd }),
    keypoll(["lint", ...names, ...args], { cwd }),
  ]);
  const {
    files: [alone],
  } = JSON.parse(one.stdout);
  expect(JSON.parse(all.stdout).files).toEqual(names.map((path) => ({ ...alone, path })));
  expect({ code: all.code, stderr: all.stderr }).toEqual({ code: 1, stderr: "" });
});

describe("a file on the disk", () => {
  it.each(texts)("has the same findings in memory and from a pipe: %s", async (_what, bytes) => {
    const cwd = folderWith({ "client.keys": bytes });
    // A finding that does not apply to a pipe.
    chmodSync(join(cwd, "client.keys"), 0o600);
    const options = ["--format", "json", "--max-findings", "5000"];
    const [stored, whole, piped] = await Promise.all([
      keypoll(["lint", "client.keys", ...options], { cwd }),
      keypoll(["lint", "client.keys", "--fix", "--dry-run", ...options], { cwd }),
      keypoll(["lint", "-", "--stdin-filename", "client.keys", ...options], { cwd, input: bytes }),
    ]);
    expect(JSON.parse(stored.stdout)).toEqual(JSON.parse(whole.stdout));
    expect(JSON.parse(piped.stdout)).toEqual(JSON.parse(whole.stdout));
    expect({ code: stored.code, stderr: stored.stderr }).toEqual({ code: 1, stderr: "" });
  });

  it("is checked in much less memory than its size", { timeout: 60_000 }, () => {
    const cwd = folderWith({ "client.keys": "" });
    const path = join(cwd, "client.keys");
    const lines = Array.from({ length: 20_000 }, (_, at) => `# ${"note ".repeat(380)}${at}\n`).join("");
    for (let megabytes = 0; megabytes < 160; megabytes += lines.length / 1e6) appendFileSync(path, lines);
    const script = "await import(process.env.PROGRAM); console.error(process.resourceUsage().maxRSS)";
    const { stderr } = spawnSync(
      process.execPath,
      ["--input-type=module", "-e", script, "lint", path, "-q"],
      {
        env: { ...process.env, PROGRAM: program },
        encoding: "utf8",
      },
    );
    rmSync(cwd, { recursive: true });
    expect(Number(stderr)).toBeLessThan(160_000);
  });
});

/** Runs keypoll on a terminal that `script` provides; returns the terminal's output. */
function onTerminal(cwd: string, ...args: readonly string[]): string {
  const command = [process.execPath, program, ...args].map((word) => `'${word}'`).join(" ");
  const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], {
    cwd,
    env: { ...process.env, TERM: "xterm", NO_COLOR: "1", COLUMNS: "100" },
    encoding: "utf8",
  });
  return stdout;
}

describe.skipIf(!existsSync("/usr/bin/script"))("on a terminal", () => {
  it("shows its progress with a large file, and clears it", () => {
    const cwd = folderWith({});
    writeFileSync(join(cwd, "client.keys"), `# ${"note ".repeat(380)}\n`.repeat(6000));
    const shown = onTerminal(cwd, "lint", "client.keys", "-q", "--role", "agent");
    const [percents, rest] = [shown.match(/\d+(?= %)/g)?.map(Number), shown.split("\r\x1b[K").at(-1)];
    expect(shown).toContain("… Checking client.keys, 50 %");
    expect(percents).toEqual(percents?.toSorted((a, b) => a - b));
    expect(rest).toContain("[no-records]");
  });

  it("shows no progress for a small one", () => {
    const cwd = folderWith({ "client.keys": `001 web any ${KEY}\n` });
    expect(onTerminal(cwd, "lint", "client.keys")).toMatch(/^✔ No findings/);
  });
});
