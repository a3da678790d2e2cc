/** A program that is run without a request, the first line of a script, and what a run is for its readers. */

import { mkdirSync, readdirSync, readlinkSync, realpathSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { newestRelease } from "../../../core/manager/index.ts";
import {
  isExplanation,
  type NoteCode,
  type PollRun,
  runProgram,
  sourceOf,
} from "../../../core/poll/index.ts";
import { readFirstLine } from "../../../core/poll/run/shebang.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { expectNothingLeft, testEnvironment } from "./support.ts";

expectNothingLeft();

const folder = temporaryFolder();
const inFolder = (name: string): string => path.join(folder, name);

describe.skipIf(process.platform === "win32")("a program", () => {
  const program = (code: string, options: Partial<Parameters<typeof runProgram>[0]> = {}) =>
    runProgram({
      argv: ["/bin/sh", "-c", code, "sh", "one two"],
      workingDirectory: folder,
      environment: testEnvironment,
      timeoutSeconds: 20,
      release: newestRelease,
      ...options,
    });

  it("gets its own words and the folder, and its streams stay apart", async () => {
    const run = await program('pwd -P; echo "$#:$1" >&2; exit 3');
    expect(run).toMatchObject({
      end: { kind: "exit", code: 3 },
      obstacle: undefined,
      stdout: `${folder}\n`,
      stderr: "1:one two\n",
      timedOut: false,
      cancelled: false,
      leftover: [],
    });
    expect(run.durationMs).toBeGreaterThan(0);
  });

  it("has the user's variables and those added, with a mark of each run", async () => {
    const print = 'echo "$HOME|$MINE|$KEYPOLL_RUN"';
    const environment = { ...testEnvironment, MINE: "mine" };
    const first = (await program(print, { environment })).stdout.trim().split("|");
    const second = (await program(print, { environment })).stdout.trim().split("|");
    expect(first.slice(0, 2)).toEqual([process.env["HOME"] ?? "", "mine"]);
    expect(first[2]).not.toBe("");
    expect(second[2]).not.toBe(first[2]);
    // Both have the mark of their keeper, which ends them if this process dies.
    expect(second[2]?.split("-")[0]).toBe(first[2]?.split("-")[0]);
  });

  it("that is silent wrote nothing", async () => {
    expect(await program(":")).toMatchObject({ end: { kind: "exit", code: 0 }, stdout: "", stderr: "" });
  });

  it("that takes too long is ended, with all that it started", async () => {
    const run = await program("sleep 100 & echo begun; wait", { timeoutSeconds: 0.3 });
    expect(run).toMatchObject({ timedOut: true, cancelled: false, stdout: "begun\n" });
    const cancelled = await program("echo begun; sleep 100", { signal: AbortSignal.timeout(300) });
    expect(cancelled).toMatchObject({ timedOut: false, cancelled: true, stdout: "begun\n" });
  });

  it("that cannot be started is a reason", async () => {
    const none = await program("", { argv: ["/no/such/program"] });
    expect(none).toMatchObject({
      end: { kind: "not-started" },
      obstacle: { code: "missing", path: "/no/such/program" },
      stdout: "",
      stderr: "",
    });
    const nowhere = inFolder("none");
    expect(await program("", { workingDirectory: nowhere })).toMatchObject({
      end: {
        kind: "no-process",
        reason: `The working directory ${nowhere} does not exist, or you may not enter it. Name another one.`,
      },
      obstacle: undefined,
    });
  });
});

/** The listing's own descriptor is closed by then. */
function targetOf(descriptor: string): string | undefined {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    return undefined;
  }
}

describe("the first line of a script", () => {
  const lineOf = (text: string) => {
    writeFileSync(inFolder("script"), text, "latin1");
    return readFirstLine(inFolder("script"));
  };
  const none = { interpreter: undefined, argument: undefined, markBefore: false };

  it("names a program and an argument, byte for byte", () => {
    const python = { interpreter: "/usr/bin/env", argument: "python3 -u", markBefore: false };
    expect(lineOf("#!/usr/bin/env python3 -u\nprint()\n")).toEqual(python);
    expect(lineOf("#!/opt/schl\xfcssel\r\n")).toEqual({ ...none, interpreter: "/opt/schl\xfcssel\r" });
    expect(lineOf("\xef\xbb\xbf#!/bin/sh\n")).toEqual({ ...none, markBefore: true });
  });

  it("is read as far as the kernel reads", () => {
    expect(lineOf(`#!/${"a".repeat(400)}\n`).interpreter).toBe(`/${"a".repeat(253)}`);
  });

  it("is empty where no script exists", () => {
    mkdirSync(inFolder("sub"), { recursive: true });
    expect([
      lineOf(""),
      lineOf("print()\n"),
      readFirstLine(inFolder("sub")),
      readFirstLine(inFolder("no")),
    ]).toEqual([none, none, none, none]);
  });

  it.runIf(process.platform === "linux")("leaves no file open", () => {
    writeFileSync(inFolder("open"), "#!/bin/sh\n");
    const open = (): number =>
      readdirSync("/proc/self/fd").filter((each) => targetOf(each) === realpathSync(inFolder("open"))).length;
    readFirstLine(inFolder("open"));
    expect(open()).toBe(0);
  });
});

describe("a note", () => {
  it.each<[code: NoteCode, explains: boolean]>([
    ["program-not-found", true],
    ["carriage-return", true],
    ["byte-order-mark", true],
    ["backslash", true],
    ["interpreter", true],
    ["user", false],
    ["working-directory", false],
    ["environment", false],
    ["descriptors", false],
    ["signals", false],
    ["priority", false],
    ["separate-pipes", false],
    ["escape", false],
    ["platform", false],
  ])("%s explains a failure: %s", (code, explains) => {
    expect(isExplanation({ code, text: "" })).toBe(explains);
  });
});

describe("what the model reads of a run", () => {
  const run: PollRun = {
    execution: {
      execPath: "x",
      commandLine: "x id 001",
      output: "{}",
      end: { kind: "exit", code: 0 },
      timedOut: false,
      overLimit: false,
    },
    argv: ["x"],
    notRun: undefined,
    obstacle: undefined,
    profile: "manager",
    workingDirectory: "/",
    environmentNames: [],
    startedAt: new Date(0),
    durationMs: 1,
    streams: undefined,
    thread: { kind: "free", lateMs: 0 },
    notes: [],
    leftover: [],
    cancelled: false,
  };

  it("is its execution, and whether the thread is lost", () => {
    expect(sourceOf(run)).toEqual({ kind: "execution", execution: { ...run.execution, ranOn: false } });
    const lost = { ...run, thread: { kind: "lost", waitsFor: "script", watchedMs: 1 } } as const;
    expect(sourceOf(lost)).toEqual({ kind: "execution", execution: { ...run.execution, ranOn: true } });
    expect(sourceOf({ ...run, notRun: "child-crash" }).kind).toBe("execution");
    expect(sourceOf({ ...run, notRun: "too-long" })).toEqual({ kind: "command-too-long" });
  });
});
