/** `keypoll lint --across`: compares several client.keys. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folderWith, KEY, keypoll, PRIVATE } from "./keypoll.ts";

/** Other keys of the same form. */
const other = (digit: string): string => digit.repeat(16) + KEY.slice(16);
const OTHER = other("e");

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = folderWith({});
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "client.keys"), text, PRIVATE);
  }
  return folder;
}

const files = {
  a: `001 web any ${KEY}\n002 db any ${OTHER}\n003 mail any ${other("1")}\n`,
  b: `001 web any ${other("2")}\n014 clone any ${OTHER}\n003 mail any ${other("1")}\n`,
  c: `020 web any ${other("3")}\n`,
};

it("reports in each file what another file also has, with its place", async () => {
  const cwd = folderOf(files);
  const args = ["lint", "a/client.keys", "b/client.keys", "c/client.keys"];
  const { code, stdout } = await keypoll([...args, "--across"], { cwd });
  expect(stdout).toMatch(
    /a\/client\.keys:2:5: error: b\/client\.keys:2 has the same key for another agent \(014 clone\).*\[key-elsewhere\]/,
  );
  expect(stdout).toMatch(
    /b\/client\.keys:2:5: error: a\/client\.keys:2 has the same key for another agent \(002 db\)/,
  );
  expect(stdout).toMatch(
    /a\/client\.keys:1:1: warning: b\/client\.keys:1 has another key for the same id and name.*\[id-elsewhere\]/,
  );
  expect(stdout).toMatch(
    /c\/client\.keys:1:5: warning: a\/client\.keys:1 has the same name for another agent \(001 web\).*\[name-elsewhere\]/,
  );
  // One agent in two copies of a list has no finding.
  expect(stdout).not.toContain(":3:");
  expect(stdout).not.toContain(KEY.slice(16, 40));
  expect(code).toBe(1);
  expect((await keypoll(args, { cwd })).code).toBe(0);
});

it("reports each file as a line of JSON, and the totals last", async () => {
  const { stdout } = await keypoll(["lint", ".", "--across", "--format", "ndjson"], { cwd: folderOf(files) });
  const lines = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ path, command }) => path ?? command)).toEqual([
    "a/client.keys",
    "b/client.keys",
    "c/client.keys",
    "lint",
  ]);
  expect(lines[0].findings.map(({ rule }: { rule: string }) => rule).toSorted()).toEqual([
    "id-elsewhere",
    "key-elsewhere",
  ]);
  expect(lines[3]).toMatchObject({ ok: false, totals: { error: 2, warning: 3 } });
});

it("counts by rule also what it does not show", async () => {
  const list = (first: number): string =>
    Array.from({ length: 5 }, (_, at) => `${first + at} web-${first + at} any ${other(String(at))}\n`).join(
      "",
    );
  const cwd = folderOf({ a: list(201), b: list(301) });
  const { stdout } = await keypoll(["lint", ".", "--across", "--max-findings", "2"], { cwd });
  expect(stdout).toContain("a/client.keys: 3 more findings not shown.");
  expect(stdout).toContain("    201 web-201 any ••••••••\n");
  expect(stdout).toContain("By rule: 10 key-elsewhere.");
  expect(stdout).toContain("10 findings in 2 key files");
});

it("fixes nothing", async () => {
  const { code, stderr } = await keypoll(["lint", ".", "--across", "--fix"], { cwd: folderOf(files) });
  expect(stderr).toContain("Remove --fix.");
  expect(code).toBe(2);
});

it("hides the findings of a baseline, and no new ones of the same rule", async () => {
  const cwd = folderOf({ a: `001 web any ${KEY}\n`, b: `002 web any ${other("2")}\n` });
  const args = ["lint", ".", "--across", "--baseline", "known.json"];
  await keypoll([...args, "--update-baseline"], { cwd });
  expect((await keypoll(args, { cwd })).code).toBe(0);
  writeFileSync(join(cwd, "a", "client.keys"), `008 late any ${other("8")}\n`, PRIVATE);
  writeFileSync(join(cwd, "b", "client.keys"), `009 late any ${other("7")}\n`, PRIVATE);
  const { code, stdout } = await keypoll(args, { cwd });
  expect(stdout).toContain("(009 late)");
  expect(code).toBe(1);
});

it("finds the same among so many agents that threads read them", async () => {
  const key = (at: number): string => KEY.slice(0, -8) + at.toString(16).padStart(8, "0");
  const list = (file: number): string =>
    Array.from({ length: 15_000 }, (_, at) => {
      const number = file * 15_000 + at;
      // Among 180,000 agents, two share a key and two share a name.
      const isKey = number === 3 * 15_000 + 6 || number === 9 * 15_000 + 4;
      const isName = number === 1 || number === 11 * 15_000 + 14_999;
      return `${String(at + 1).padStart(3, "0")} ${isName ? "twin" : `web-${number}`} any ${key(isKey ? 0xfffff : number)}\n`;
    }).join("");
  const names = Array.from({ length: 12 }, (_, at) => String(at).padStart(2, "0"));
  const cwd = folderOf(Object.fromEntries(names.map((name, at) => [name, list(at)])));
  const { stdout } = await keypoll(["lint", ".", "--across", "--format", "json"], { cwd });
  const found = JSON.parse(stdout).files.flatMap(
    ({ path, findings }: { path: string; findings: readonly { rule: string; line: number }[] }) =>
      findings.map(({ rule, line }) => `${path}:${line} ${rule}`),
  );
  expect(found).toEqual([
    "00/client.keys:2 name-elsewhere",
    "03/client.keys:7 key-elsewhere",
    "09/client.keys:5 key-elsewhere",
    "11/client.keys:15000 name-elsewhere",
  ]);
});

it("says before the heap ends that it does, and that the files were not compared", async () => {
  const list = (address: string): string =>
    Array.from(
      { length: 40_000 },
      (_, at) => `${at + 1} web-${at} ${address} ${String(at).padStart(64, "a")}\n`,
    ).join("");
  const cwd = folderOf({ a: list("any"), b: list("10.0.0.7") });
  const args = ["lint", "a/client.keys", "b/client.keys", "--across", "--max-findings", "1"];
  const { code, stderr } = await keypoll(args, { cwd, env: { NODE_OPTIONS: "--max-old-space-size=60" } });
  expect(stderr).toMatch(
    /^keypoll: a\/client\.keys needs a heap of about \d+ MB to be compared .*Set NODE_OPTIONS=--max-old-space-size=\d+/m,
  );
  expect(code).toBe(2);
});
