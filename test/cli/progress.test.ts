/** What a terminal shows while something takes long: one line, which is removed at the end. */

import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { ACTIVE, REACHED } from "../../scripts/mutate/ledger.ts";
import { folderWith, KEY, program } from "./keypoll.ts";

/** Runs the program with a terminal of so many columns as standard error, and prints what that shows. */
const ON_TERMINAL = `
import fcntl, os, pty, struct, subprocess, sys, termios
columns, node, *words = sys.argv[1:]
ours, terminal = pty.openpty()
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, int(columns), 0, 0))
child = subprocess.Popen([node, *words], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=terminal)
os.close(terminal)
text = b""
try:
    while chunk := os.read(ours, 4096):
        text += chunk
except OSError:
    pass
child.wait()
sys.stdout.buffer.write(text)
`;

/** The texts of the line, one after the other. An empty one is the line when it is cleared. */
function shown(
  cwd: string,
  args: readonly string[],
  { columns = 200, env = {} }: { readonly columns?: number; readonly env?: object } = {},
): readonly string[] {
  const words = ["-c", ON_TERMINAL, String(columns), process.execPath, program, ...args];
  const told = Object.entries(process.env).filter(([name]) => name === ACTIVE || name === REACHED);
  const { stdout, stderr } = spawnSync("python3", words, {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], TERM: "xterm", ...Object.fromEntries(told), ...env },
  });
  expect(stderr).toBe("");
  return stdout.split("\r\x1b[K");
}

/** Some five megabytes. */
const LARGE = Array.from({ length: 56_000 }, (_, at) => `${100_000 + at} web-${at} any ${KEY}\n`).join("");

it("a script that takes more than a second shows what is asked, and for how long", () => {
  const cwd = folderWith({ "slow.sh": `sleep 1.5\necho '{"error":4,"message":"unknown"}'\n` });
  const [before, ...texts] = shown(cwd, ["test", "sh ./slow.sh", "--id", "001"]);
  expect([before, texts.pop()]).toEqual(["", ""]);
  expect(texts.length).toBeGreaterThan(0);
  expect(texts).toEqual(
    texts.map((_, at) => `… asking for id:001: ["sh", "./slow.sh", "id", "001"], ${at + 1} s`),
  );
  expect(shown(cwd, ["test", "sh ./slow.sh", "--id", "123456789"])).toEqual([""]);
});

it("a small file shows nothing", () => {
  expect(shown(folderWith({ "client.keys": LARGE.slice(0, 4_000_000) }), ["lint", "client.keys"])).toEqual([
    "",
  ]);
});

it("a large file shows how much of it is read, in percent", () => {
  const cwd = folderWith({ "client.keys": LARGE });
  const [before, ...texts] = shown(cwd, ["lint", "client.keys", "--max-findings", "1"]);
  expect([before, texts.at(-1)]).toEqual(["", ""]);
  const percents = texts.slice(0, -1).map((text) => /^… Checking client\.keys, (\d+) %$/.exec(text)?.[1]);
  expect(percents).not.toContain(undefined);
  expect(percents.length).toBeGreaterThan(3);
  const numbers = percents.map(Number);
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  expect(numbers.at(-1)).toBe(100);
  const narrow = shown(cwd, ["lint", "client.keys", "--max-findings", "1"], { columns: 20 });
  expect([...new Set(narrow)]).toEqual(["", "… Checking client.k"]);
  expect(shown(cwd, ["lint", "client.keys"], { env: { TERM: "dumb" } })).toEqual([""]);
});
