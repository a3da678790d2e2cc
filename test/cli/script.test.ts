/** `keypoll lint` on scripts: what it finds, hides and fixes, and what it does not change. */

import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, keypoll, program } from "./keypoll.ts";

const SCRIPT = `#!/usr/bin/env python3
import json
import sys
import pymysql

selector, value = sys.argv[1:3]
connection = pymysql.connect(host="db", password="s3cret")
if selector in ("id", "ip"):
    print(json.dumps({"error": 0, "data": find(connection, value)}))
    sys.exit(1)
`;

function folder(files: Record<string, string>): string {
  const cwd = folderWith(files);
  for (const name of Object.keys(files)) chmodSync(join(cwd, name), 0o755);
  return cwd;
}

describe("a poll script", () => {
  it("is recognised by its name or its first line, and its password is not shown", async () => {
    const cwd = folder({ "poll.py": SCRIPT, poll: SCRIPT });
    const { code, stdout } = await keypoll(["lint", "poll.py", "poll"], { cwd });
    expect(code).toBe(1);
    expect(stdout).not.toContain("s3cret");
    expect(stdout).toContain("poll.py:7:14: warning: Nothing limits how long this waits.");
    expect(stdout).toContain('connection = pymysql.connect(host="db", password=••••••••)');
    for (const name of ["poll.py", "poll"]) {
      expect(stdout).toMatch(new RegExp(`^${name}:10:5: error: Exit code 1 discards`, "m"));
    }
    expect(stdout).toMatch(/^✘ 6 findings in 2 poll scripts/m);
  });

  it("is marked at the problem, also after a hidden key", async () => {
    const text = `data = {"key": "0a1b", "id": int(sys.argv[2])}`;
    const cwd = folder({ "poll.py": SCRIPT.replace("if selector", `${text}\nif selector`) });
    const { stdout } = await keypoll(["lint", "poll.py"], { cwd });
    const shown = `data = {"key": "••••••••", "id": int(sys.argv[2])}`;
    const mark = `${" ".repeat(shown.indexOf("int"))}${"^".repeat("int(sys.argv[2])".length)}`;
    expect(stdout).toContain(`    ${shown}\n    ${mark}\n`);
  });

  it("is read from standard input too", async () => {
    const named = await keypoll(["lint", "-", "--stdin-filename", "x.py"], { input: SCRIPT.slice(23) });
    expect(named.stdout).toContain("x.py:1:1: warning: Without #!");
    const { stdout } = await keypoll(["lint", "-"], { input: SCRIPT });
    expect(stdout).toContain("[exit-after-answer]");
    expect(stdout).not.toContain("[not-executable]");
  });

  it("with a syntax error is found: with the interpreter's message, otherwise with ours", async () => {
    const cwd = folder({
      "poll.py": SCRIPT.replace("find(connection, value)}))", "find(connection, value)})"),
    });
    const asked = await keypoll(["lint", "poll.py"], { cwd });
    expect(asked.code).toBe(1);
    expect(asked.stdout.replace(/\s+/g, " ")).toMatch(
      /poll\.py:9:\d+: error: python3 rejects the script here: SyntaxError: .*\[syntax-error\]/,
    );
    const alone = await keypoll(["lint", "--no-interpreters", "poll.py"], { cwd });
    expect(alone.code).toBe(1);
    expect(alone.stdout).toMatch(/^poll\.py:\d+:\d+: warning: This looks like a syntax error in Python/m);
    writeFileSync(join(cwd, "keypoll.config.json"), '{"lint": {"askInterpreters": false}}');
    expect((await keypoll(["lint", "poll.py"], { cwd })).stdout).toBe(alone.stdout);
  });

  it("without execute permission is found", async () => {
    const cwd = folder({ "poll.py": SCRIPT });
    chmodSync(join(cwd, "poll.py"), 0o644);
    const { stdout } = await keypoll(["lint", "poll.py"], { cwd });
    expect(stdout).toContain("poll.py:1:1: warning: This file is not executable");
  });

  it("is fixed if that is safe, and keeps its mode", async () => {
    const cwd = folder({ "poll.py": SCRIPT.slice(SCRIPT.indexOf("\n") + 1) });
    const shown = await keypoll(["lint", "poll.py", "--fix", "--dry-run"], { cwd });
    expect(shown.stdout).toContain("+#!/usr/bin/env python3");
    expect(shown.stdout).toContain("-    sys.exit(1)\n+    sys.exit(0)");
    expect(shown.stdout).not.toContain("s3cret");
    await keypoll(["lint", "poll.py", "--fix"], { cwd });
    expect(readFileSync(join(cwd, "poll.py"), "utf8")).toBe(SCRIPT.replace("sys.exit(1)", "sys.exit(0)"));
    expect(statSync(join(cwd, "poll.py")).mode & 0o777).toBe(0o755);
  });

  it("has its rules in SARIF, with pages", async () => {
    const cwd = folder({ "poll.py": SCRIPT });
    const { stdout } = await keypoll(["lint", "poll.py", "--format", "sarif"], { cwd });
    expect(stdout).not.toContain("s3cret");
    const [run] = JSON.parse(stdout).runs;
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
      "exit-after-answer",
      "no-timeout",
      "password-in-source",
    ]);
    expect(run.tool.driver.rules[0]).toMatchObject({
      shortDescription: { text: "Exit code that discards the answer" },
    });
  });

  it("follows the severities of the project", async () => {
    const severities = { "no-timeout": "off", "exit-after-answer": "hint", "password-in-source": "hint" };
    const config = JSON.stringify({ lint: { severities } });
    const cwd = folder({ "poll.py": SCRIPT, "keypoll.config.json": config });
    const { code, stdout } = await keypoll(["lint", "poll.py"], { cwd });
    expect(stdout).not.toContain("no-timeout");
    expect(code).toBe(0);
  });
});

it.each([[], ["--watch"]])("explains where its parsers are missing, without a stack: %j", (...more) => {
  const cwd = folder({ "poll.py": SCRIPT });
  for (const part of ["cli", "parts"])
    cpSync(join(dirname(program), "..", part), join(cwd, "cut/down", part), { recursive: true });
  const args = [join(cwd, "cut/down/cli/keypoll.mjs"), "lint", "poll.py", ...more];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
  expect(stderr).toMatch(/^keypoll: .*The parsers of scripts are missing; install keypoll again\.\n/);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(status).toBe(2);
});
