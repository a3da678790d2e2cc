/** No process survives its run: after a cancel, after the host's end, after its sudden death. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { endPolling } from "../../../core/poll/index.ts";
import { expectNothingLeft, id001, poll, processesWith, script } from "./support.ts";

expectNothingLeft();

/** Waits for something without an event: the end of a process that is not our child. */
async function eventually(happened: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 200; tries++) {
    if (happened()) return true;
    await sleep(25);
  }
  return false;
}

test("a cancelled run ends at once, with everything that it started", async () => {
  const cancel = new AbortController();
  const run = await poll(script("many-children.sh"), {
    signal: cancel.signal,
    onProgress: ({ kind }) => {
      if (kind === "started") setTimeout(() => cancel.abort(), 200);
    },
  });
  expect(run.cancelled).toBe(true);
  expect(run.leftover.length).toBeGreaterThan(1);
  expect(run.leftover.every(({ ended }) => ended)).toBe(true);
});

test("a run that is cancelled before it starts leaves nothing", async () => {
  const run = await poll(script("hangs.py"), { signal: AbortSignal.abort() });
  expect(run.cancelled).toBe(true);
});

test("each leftover is named, with its place and whether it held the output", async () => {
  const run = await poll(script("background-child-session.py"), { timeoutSeconds: 5 });
  expect(run.thread).toMatchObject({ kind: "lost", waitsFor: "open-pipe" });
  expect(run.leftover).toEqual([
    {
      pid: expect.any(Number),
      name: expect.stringMatching(/python|background/),
      place: "own-session",
      heldPipe: true,
      ended: true,
    },
  ]);
});

test("polling continues after its helper was ended", async () => {
  await endPolling();
  expect((await poll(script("answers.sh"))).execution.output).toContain('"error":0');
  await endPolling();
});

test("without a folder for pipes, and so without a keeper, a script is run and ended anyway", async () => {
  await endPolling();
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = "/no/such/folder";
  try {
    const good = await poll(script("stderr-last.py"));
    expect(good.execution.output).toMatch(/^\{"error":0.*\}\nconnection closed\n$/);
    expect(good.notes.map(({ code }) => code)).toContain("separate-pipes");
    const left = await poll(script("quiet-daemon.py"));
    expect(left.leftover.map(({ place, ended }) => [place, ended])).toEqual([["own-session", true]]);
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
});

/** A separate host that polls a script, and reports when the script runs. */
async function host(name: string, variable: string): Promise<ChildProcess> {
  const program = `
    import { runPoll } from ${JSON.stringify(path.resolve(import.meta.dirname, "../../../core/poll/index.ts"))};
    import { newestRelease } from ${JSON.stringify(path.resolve(import.meta.dirname, "../../../core/manager/index.ts"))};
    await runPoll({
      execPath: ${JSON.stringify(script(name))},
      request: ${JSON.stringify(id001)},
      release: newestRelease,
      environment: { PATH: "/usr/local/bin:/usr/bin:/bin", KEYPOLL_TEST: ${JSON.stringify(variable)} },
      onProgress: ({ kind }) => kind === "output" && console.log(kind),
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

test.skipIf(!existsSync("/proc/self/environ")).each(["SIGKILL", "SIGTERM", "SIGINT", "SIGSEGV"] as const)(
  "a host that dies by %s takes its scripts with it",
  async (signal) => {
    const variable = `host-${process.pid}-${signal}`;
    const child = await host("ignores-term-twice.py", variable);
    expect(processesWith(`KEYPOLL_TEST=${variable}`).length).toBe(2);
    child.kill(signal);
    await once(child, "exit");
    expect(await eventually(() => processesWith(`KEYPOLL_TEST=${variable}`).length === 0)).toBe(true);
  },
);
