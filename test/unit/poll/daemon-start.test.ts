/** Why an integration daemon is not ready, in whole sentences, with what it wrote to standard error. */

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it, vi } from "vitest";
import { bytesFromText, newestRelease } from "../../../core/manager/index.ts";
import { startDaemon } from "../../../core/poll/index.ts";
import { hasProc } from "../../../core/poll/run/processes.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { soon } from "./soon.ts";
import { expectNothingLeft, release, testEnvironment } from "./support.ts";

expectNothingLeft();

const folder = temporaryFolder();
const socketPath = path.join(folder, "keys.sock");

type Options = Partial<Parameters<typeof startDaemon>[0]>;

function start(execPath: string, options: Options = {}, starting = startDaemon) {
  const base = { release: newestRelease, environment: testEnvironment, workingDirectory: "/", socketPath };
  return starting({ ...base, execPath, ...options });
}

function written(name: string, source: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${source}\n`, { mode: 0o755 });
  return file;
}

it.each([
  ["exit code", "echo no database >&2; exit 3", "exit code 3", "no database\n"],
  ["exit code 0", "exit 0", "exit code 0", ""],
  ["signal", "kill -SEGV $$", "SIGSEGV", ""],
])("it ended: %s", async (name, source, end, errorOutput) => {
  expect(await soon(start(written(`${name.replaceAll(" ", "-")}.sh`, source)))).toEqual({
    kind: "failed",
    message: `The daemon ended before ${socketPath} accepted a connection (${end}).`,
    errorOutput,
  });
});

/**
 * The folders of helpers that are still there after polling has ended. What is used is loaded again, so that no helper
 * from before is used.
 */
async function leftIn(
  temporary: string,
  use: (starting: typeof start) => Promise<unknown>,
): Promise<readonly string[]> {
  vi.resetModules();
  const fresh = await import("../../../core/poll/index.ts");
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = temporary;
  try {
    await use((execPath, options) => start(execPath, options, fresh.startDaemon));
    await fresh.endPolling();
    return existsSync(temporary) ? readdirSync(temporary) : [];
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}

/** Answers nobody: it accepts connections, and says when one is closed. */
const LISTENS = `exec python3 -u -c '
import os, signal, socket, sys
server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
server.listen()
blocked = len(signal.pthread_sigmask(signal.SIG_BLOCK, []))
print(os.environ.get("MINE"), os.getcwd(), blocked, file=sys.stderr)
print("to standard output")
while True:
    connection, _ = server.accept()
    print("closed" if connection.recv(1) == b"" else "asked", file=sys.stderr)
' "$1"`;

it.runIf(hasProc())(
  "runs where and as it should, is connected to once for nothing, and is ended with its readers",
  async () => {
    const at = path.join(temporaryFolder(), "keys.sock");
    const file = written("schl\u00fcssel.sh", LISTENS);
    const execPath = bytesFromText(`${file} ${at}`);
    // GNU env can block SIGTERM, SIGHUP and SIGINT, as the manager does.
    const canBlock = spawnSync("/usr/bin/env", ["--block-signal=TERM", "true"]).status === 0;
    const blocked = canBlock ? 3 : 0;
    const given = {
      socketPath: at,
      workingDirectory: "/usr",
      environment: { ...testEnvironment, MINE: "mine" },
      signal: new AbortController().signal,
    };
    const left = await leftIn(temporaryFolder(), async (starting) => {
      const begun = await soon(starting(execPath, given));
      if (begun.kind !== "ready") throw new Error(begun.message);
      const { daemon } = begun;
      expect(readFileSync(`/proc/${daemon.pid}/cmdline`, "latin1")).toContain(at);
      await expect.poll(() => daemon.errorOutput()).toBe(`mine /usr ${blocked}\nclosed\n`);
      expect(await soon(daemon.stop())).toEqual([
        {
          pid: daemon.pid,
          name: expect.stringMatching(/^python3/),
          place: "script",
          heldPipe: false,
          ended: true,
        },
      ]);
      expect(await soon(daemon.ended)).toEqual({ kind: "signal", signal: "SIGKILL" });
      expect(daemon.errorOutput()).toBe(`mine /usr ${blocked}\nclosed\n`);
    });
    expect(left).toEqual([]);
  },
);

it("runs without a helper too", async () => {
  const at = path.join(temporaryFolder(), "keys.sock");
  const execPath = `${written("unaided.sh", LISTENS)} ${at}`;
  const left = await leftIn("/no/such/folder", async (starting) => {
    expect(await soon(starting("/no/such/daemon"))).toMatchObject({ kind: "failed" });
    const begun = await soon(starting(execPath, { socketPath: at }));
    if (begun.kind !== "ready") throw new Error(begun.message);
    await expect.poll(() => begun.daemon.errorOutput()).toMatch(/closed/);
    expect(await soon(begun.daemon.stop())).toMatchObject([{ pid: begun.daemon.pid, ended: true }]);
  });
  expect(left).toEqual([]);
});

it("leaves no helper behind if it did not start, or ended", async () => {
  const left = await leftIn(temporaryFolder(), async (starting) => {
    await soon(starting("/no/such/daemon"));
    await soon(starting(written("ends.sh", "exit 0")));
  });
  expect(left).toEqual([]);
});

it.runIf(hasProc())(
  "takes its last words, but not for longer than a second while another process holds the pipe",
  async () => {
    const holds = written("holds.sh", "setsid sleep 1000 & exec sleep 1000");
    const begun = await soon(start(holds, { readyWithinSeconds: 0.3 }));
    expect(begun).toMatchObject({ kind: "failed", errorOutput: "" });
    const many = written("says-much.sh", "head -c 200000 /dev/zero | tr '\\0' x >&2; exit 1");
    const said = await soon(start(many));
    expect(said.kind === "failed" && said.errorOutput.length).toBe(200_000);
  },
);

it("its socket does not appear in time", async () => {
  const waiting = written("waits.sh", "exec sleep 100");
  expect(await soon(start(waiting, { readyWithinSeconds: 0.2 }))).toEqual({
    kind: "failed",
    message: `No program accepts connections at ${socketPath} after 0.2 seconds.`,
    errorOutput: "",
  });
});

it("the caller cancelled", async () => {
  const waiting = written("waits-on.sh", "exec sleep 100");
  const cancelled = await start(waiting, { signal: AbortSignal.timeout(100), readyWithinSeconds: 100 });
  expect(cancelled).toEqual({ kind: "failed", message: "Cancelled.", errorOutput: "" });
});

it("it cannot be started, or is found nowhere", async () => {
  const empty = await start("", { release: release("3.13") });
  expect(empty).toMatchObject({ kind: "failed", errorOutput: "" });
  expect(await soon(start("", { release: newestRelease }))).toEqual({
    kind: "failed",
    message: "The manager cannot split exec_path into words.",
    errorOutput: "",
  });
  expect(await soon(start('"open', { release: release("3.8") }))).toMatchObject({
    kind: "failed",
    message: "The manager cannot split exec_path into words.",
  });
  rmSync(path.join(folder, "own-daemon"), { force: true });
  const elsewhere = await start("own-daemon", { environment: { ...testEnvironment, PATH: folder } });
  expect(elsewhere).toMatchObject({ kind: "failed", message: expect.stringContaining("own-daemon") });
  written("own-daemon", "exit 4");
  const found = await start("own-daemon", { environment: { ...testEnvironment, PATH: `${folder}:/bin` } });
  expect(found).toMatchObject({ message: expect.stringContaining("(exit code 4)") });
});
