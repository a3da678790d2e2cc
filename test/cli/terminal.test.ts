/** Colours, widths and pipes. */

import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { folderWith, keypoll, program, scripts } from "./keypoll.ts";

/** A terminal that is slow to report the position of its cursor. */
const TASK_TERMINAL = `
import os, pty, sys
node, program = sys.argv[1:]
pid, terminal = pty.fork()
if pid == 0:
    os.execve(node, [node, program, "explain", "no-such-rule"], {**os.environ, "KEYPOLL_TASK": "1"})
text = b""
while b"\\x1b[6n" not in text:
    text += os.read(terminal, 4096)
print("asked after the last line" if text.endswith(b"\\n\\x1b[6n") else text, end=", ")
print("waiting" if os.waitpid(pid, os.WNOHANG) == (0, 0) else "gone", end=", ")
os.write(terminal, b"\\x1b[24;1R")
_, status = os.waitpid(pid, 0)
print("ended with", os.waitstatus_to_exitcode(status))
`;

/** A terminal on which an endless task is stopped. */
const CANCELLED_TASK = `
import os, pty, signal, sys
node, program = sys.argv[1:]
pid, terminal = pty.fork()
if pid == 0:
    os.execve(node, [node, program, "lint", "--watch", "client.keys"], {**os.environ, "KEYPOLL_TASK": "1"})
text = b""
while b"1 error" not in text:
    text += os.read(terminal, 4096)
os.kill(pid, signal.SIGINT)
try:
    while chunk := os.read(terminal, 4096):
        text += chunk
except OSError:
    pass
_, status = os.waitpid(pid, 0)
print("asked" if b"\\x1b[6n" in text else "not asked", "ended with " + str(os.waitstatus_to_exitcode(status)), sep=", ")
`;

const ESCAPE = "\x1b[";
const poll = ["test", "./banner.sh", "--id", "001"];

it("writes no colours into a pipe", async () => {
  expect((await keypoll(poll)).stdout).not.toContain(ESCAPE);
  expect((await keypoll(poll, { env: { CI: "true" } })).stdout).not.toContain(ESCAPE);
});

it("FORCE_COLOR turns them on, and NO_COLOR wins", async () => {
  const coloured = await keypoll(poll, { env: { FORCE_COLOR: "1" } });
  expect(coloured.stdout).toContain(ESCAPE);
  expect((await keypoll(poll, { env: { FORCE_COLOR: "1", NO_COLOR: "1" } })).stdout).not.toContain(ESCAPE);
  const plain = await keypoll(poll);
  const stripped = coloured.stdout.replace(/\x1b\[\d+m/g, "");
  expect(stripped.replace(/\d+ ms/, "")).toBe(plain.stdout.replace(/\d+ ms/, ""));
});

it.each([40, 72, 100])("fits %d columns", async (columns) => {
  const env = { COLUMNS: String(columns) };
  const { stdout } = await keypoll([...poll, "--verbose"], { env });
  for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(columns);
  const linted = await keypoll(["lint", "-"], { env, input: `001 ${"a b ".repeat(50)} any x\n` });
  for (const line of linted.stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(columns);
});

it("does not wrap the first line of a finding if programs read the terminal", async () => {
  const lint = (env: Readonly<Record<string, string>>) =>
    keypoll(["lint", "-"], { env: { COLUMNS: "40", ...env }, input: "001 web Any 0123\n" });
  const whole = /^<stdin>:1:9: error: .* \[invalid-ip\]$/m;
  expect((await lint({})).stdout).not.toMatch(whole);
  expect((await lint({ TERM_PROGRAM: "vscode" })).stdout).toMatch(whole);
  expect((await lint({ TERM: "dumb" })).stdout).toMatch(whole);
});

it("ends as a task when the terminal has read everything, and not before", () => {
  const { stdout, stderr } = spawnSync("python3", ["-c", TASK_TERMINAL, process.execPath, program], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(stdout).toBe("asked after the last line, waiting, ended with 2\n");
});

it("does not wait for the terminal as a cancelled task", () => {
  const cwd = folderWith({ "client.keys": "001 web Any 0123\n" });
  const { stdout, stderr } = spawnSync("python3", ["-c", CANCELLED_TASK, process.execPath, program], {
    cwd,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(stdout).toBe("not asked, ended with 130\n");
});

it("keeps its exit code, without an error message, when the reader closes the pipe", () => {
  const command = `"${process.execPath}" "$PROGRAM" lint - --as key-file | head -n 1; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", command], {
    cwd: scripts,
    env: { ...process.env, PROGRAM: program },
    input: "\n".repeat(20_000),
    encoding: "utf8",
  });
  expect(stdout.trim().split("\n").at(-1)).toBe("1");
  expect(stderr).toBe("");
});

it("reports that a disk is full", () => {
  const { status, stderr } = spawnSync(
    "bash",
    ["-c", `"${process.execPath}" "$PROGRAM" lint - > /dev/full`],
    {
      env: { ...process.env, PROGRAM: program },
      input: "",
      encoding: "utf8",
    },
  );
  expect(stderr).toMatch(/The output cannot be written: ENOSPC/);
  expect(status).toBe(2);
});

it("lists every finding if an editor reads the terminal, and otherwise groups them", () => {
  const text = Array.from({ length: 20 }, (_, at) => `${100 + at} web${at} Any 0123\n`).join("");
  const cwd = folderWith({ "client.keys": text });
  const shown = (env: object): number => {
    const options = { cwd, encoding: "utf8", env: { PATH: process.env["PATH"], ...env } } as const;
    const { stdout } = spawnSync(process.execPath, [program, "lint", "client.keys"], options);
    return stdout.split("[invalid-ip]").length - 1;
  };
  expect(shown({ TERM_PROGRAM: "vscode" })).toBe(20);
  expect(shown({})).toBe(3);
});
