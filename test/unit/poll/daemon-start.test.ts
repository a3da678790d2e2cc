/** Why an integration daemon is not ready, in whole sentences, with what it wrote to standard error. */

import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { newestRelease } from "../../../core/manager/index.ts";
import { startDaemon } from "../../../core/poll/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { expectNothingLeft, release, testEnvironment } from "./support.ts";

expectNothingLeft();

const folder = temporaryFolder();
const socketPath = path.join(folder, "keys.sock");

type Options = Partial<Parameters<typeof startDaemon>[0]>;

function start(execPath: string, options: Options = {}) {
  const base = { release: newestRelease, environment: testEnvironment, workingDirectory: "/", socketPath };
  return startDaemon({ ...base, execPath, ...options });
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
  expect(await start(written(`${name.replaceAll(" ", "-")}.sh`, source))).toEqual({
    kind: "failed",
    message: `The daemon ended before ${socketPath} accepted a connection (${end}).`,
    errorOutput,
  });
});

it("its socket does not appear in time", async () => {
  const waiting = written("waits.sh", "exec sleep 100");
  expect(await start(waiting, { readyWithinSeconds: 0.2 })).toEqual({
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
  expect(await start("", { release: newestRelease })).toEqual({
    kind: "failed",
    message: "The manager cannot split exec_path into words.",
    errorOutput: "",
  });
  const elsewhere = await start("own-daemon", { environment: { ...testEnvironment, PATH: folder } });
  expect(elsewhere).toMatchObject({ kind: "failed", message: expect.stringContaining("own-daemon") });
  written("own-daemon", "exit 4");
  const found = await start("own-daemon", { environment: { ...testEnvironment, PATH: `${folder}:/bin` } });
  expect(found).toMatchObject({ message: expect.stringContaining("(exit code 4)") });
});
