/** The surroundings of a script in both profiles, and what is said about the differences from the manager. */

import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { newestRelease, type ReleaseId } from "../../../core/manager/index.ts";
import { directLaunch, launchOf } from "../../../core/poll/run/launch.ts";
import type { PollOptions } from "../../../core/poll/run/options.ts";
import { backslashNotes, explainFailure, noteOfStep } from "../../../core/poll/run/start-notes.ts";
import {
  isWorkingDirectory,
  managerUser,
  ownEnvironment,
  surroundingsOf,
} from "../../../core/poll/run/surroundings.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { id001, release } from "./support.ts";

const mark = { text: "mark-1", limit: "100000001" };
const SERVICE_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const linux = process.platform === "linux";

const of = (options: Partial<PollOptions> = {}) =>
  surroundingsOf({ release: newestRelease, ...options }, mark);

const textOf = (options: Partial<PollOptions>, code: string): string | undefined =>
  of(options).notes.find((note) => note.code === code)?.text;

describe("as the manager", () => {
  it("a script has few variables, the mark of its run, and the signals and priority of the release", () => {
    const recent = of({ environment: { DB: "x" }, workingDirectory: "/srv", profile: "manager" });
    expect(recent).toMatchObject({ profile: "manager", workingDirectory: "/srv", mark, nice: 0 });
    expect(recent.signals).toEqual({ ignorePipe: true, blockEnding: true });
    if (linux) expect(recent.environment).toEqual({ PATH: SERVICE_PATH, DB: "x", KEYPOLL_RUN: "mark-1" });
    const old = of({ release: release("4.3") });
    expect([old.nice, old.signals]).toEqual([10, { ignorePipe: true, blockEnding: false }]);
    expect(of({ environment: { PATH: "/opt", KEYPOLL_RUN: "mine" } }).environment).toEqual({
      PATH: "/opt",
      KEYPOLL_RUN: "mark-1",
    });
  });

  it("the notes are those of the release", () => {
    const codes = (id: ReleaseId) =>
      of({ release: release(id), workingDirectory: "/srv" }).notes.map(({ code }) => code);
    expect(codes("4.14")).toEqual(["user", "environment", "descriptors"]);
    expect(codes("4.3")).toEqual(["user", "environment"]);
  });

  it("the notes name the user", () => {
    const user = userInfo().username;
    expect(textOf({}, "user")).toBe(
      `The manager runs the script as root with the group wazuh, this run as ${user}. What the script may read, write or reach can differ, also because of SELinux or AppArmor.`,
    );
    expect(managerUser(release("4.3"))).toBe("root with the group wazuh");
    expect(managerUser(release("3.13"))).toBe("root with the group ossec");
  });

  it.skipIf(existsSync("/var/ossec"))("the notes name its folder if the manager's is not here", () => {
    expect(textOf({ standInDirectory: "/srv" }, "working-directory")).toBe(
      "The manager runs the script in /var/ossec, which does not exist here or may not be entered. This run was in /srv, where a relative path in exec_path or in the script means another file.",
    );
    expect(of({ standInDirectory: "/srv" }).workingDirectory).toBe("/srv");
    expect(of().workingDirectory).toBe(process.cwd());
    expect(textOf({ workingDirectory: "/srv" }, "working-directory")).toBeUndefined();
  });

  it.runIf(linux)("the notes name its variables", () => {
    const start =
      "The manager passes on the environment of its own start, which is unknown here: often without HOME and LANG. This run had ";
    const end = ", and KEYPOLL_RUN, by which Key Poll finds its processes.";
    expect(textOf({}, "environment")).toBe(`${start}PATH=${SERVICE_PATH}${end}`);
    expect(textOf({ environment: { PATH: "/opt", DB: "x" } }, "environment")).toBe(
      `${start}PATH=/opt, besides PATH, DB${end}`,
    );
  });

  it("the notes say from 4.4 on that authd's connections are missing", () => {
    expect(textOf({}, "descriptors")).toBe(
      "From 4.4 on the script also inherits the listening socket of port 1515 and the connections that authd has open. This run had none.",
    );
    expect(textOf({ release: release("4.3") }, "descriptors")).toBeUndefined();
  });
});

describe("as me", () => {
  it("the variables are those of this process", () => {
    vi.stubEnv("KEYPOLL_MINE", "mine");
    expect(ownEnvironment()).toEqual({ ...process.env });
    expect(ownEnvironment()["KEYPOLL_MINE"]).toBe("mine");
    vi.unstubAllEnvs();
  });

  it("a script has my variables, signals and priority, and there is nothing to say", () => {
    const mine = of({ profile: "as-me", release: release("4.3"), environment: { DB: "x" } });
    expect(mine).toMatchObject({ profile: "as-me", nice: 0, notes: [], workingDirectory: process.cwd() });
    expect(mine.signals).toEqual({ ignorePipe: false, blockEnding: false });
    expect(mine.environment).toEqual({ ...ownEnvironment(), DB: "x", KEYPOLL_RUN: "mark-1" });
    expect(of({ profile: "as-me", standInDirectory: "/srv" }).workingDirectory).toBe("/srv");
    const both = { profile: "as-me", standInDirectory: "/srv", workingDirectory: "/opt" } as const;
    expect(of(both).workingDirectory).toBe("/opt");
  });
});

describe("a working directory", () => {
  it("is a folder that may be entered", () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, "file"), "");
    expect(isWorkingDirectory(folder)).toBe(true);
    expect(isWorkingDirectory(path.join(folder, "file"))).toBe(false);
    expect(isWorkingDirectory(path.join(folder, "none"))).toBe(false);
    expect(isWorkingDirectory(path.join(folder, "file/below"))).toBe(false);
  });

  it.skipIf(process.platform === "win32")("is no file that may be run", () => {
    const program = path.join(temporaryFolder(), "program");
    writeFileSync(program, "", { mode: 0o755 });
    expect(isWorkingDirectory(program)).toBe(false);
  });

  it("has a name that the system takes", () => {
    expect(isWorkingDirectory(`/${"a".repeat(5000)}`)).toBe(false);
    expect(isWorkingDirectory("/\0")).toBe(false);
  });

  it.skipIf(process.getuid?.() === 0)("of others may not be entered", () => {
    const closed = path.join(temporaryFolder(), "closed");
    mkdirSync(closed);
    chmodSync(closed, 0o600);
    expect(isWorkingDirectory(closed)).toBe(false);
  });
});

describe("the start of a script", () => {
  const marked = {
    ...directLaunch("/usr/bin/prlimit", []),
    signals: { ignorePipe: true, blockEnding: true },
  };
  const told = (...given: Parameters<typeof noteOfStep>) =>
    noteOfStep(...given).map(({ code, text }) => `${code}: ${text}`);

  it("has nothing to report if all could be set", () => {
    expect(told(of(), marked, true, true)).toEqual([]);
  });

  it.runIf(linux)("reports what could not be set", () => {
    expect(told(of(), launchOf(["x"], of().signals, "trap"), true, true)).toEqual([
      "signals: From 4.4 on SIGTERM, SIGHUP and SIGINT are blocked in the script, which this system cannot do. At a timeout the manager continues to wait for a script in Python, Perl or bash, even if the script ended here.",
      "escape: A process that leaves the session and clears its environment cannot be found on this system, so it may outlive the run. On Linux, install util-linux for prlimit, which marks every process.",
    ]);
    expect(told(of({ release: release("4.3") }), marked, false, false)).toEqual([
      "priority: The manager runs the script with a nice value of 10; the priority could not be lowered here.",
      "separate-pipes: The manager reads both streams from one pipe. Here each had its own, so their order can differ from what the manager reads.",
    ]);
    // What the manager does not block needs no blocking.
    expect(
      told(of({ release: release("4.3") }), launchOf(["x"], of().signals, "trap"), true, true).length,
    ).toBe(1);
  });
});

describe("a path that lost its backslashes", () => {
  const options = { execPath: "C:\\poll.py", request: id001, release: newestRelease };
  const missing = { kind: "not-started", reason: "" } as const;
  const codes = (given: Partial<PollOptions>, end: Parameters<typeof backslashNotes>[1] = missing) =>
    backslashNotes({ ...options, ...given }, end).map(({ code }) => code);

  it("is reported if the script did not start, or failed", () => {
    expect(backslashNotes(options, missing)).toEqual([
      {
        code: "backslash",
        text: "exec_path has a backslash, which the manager reads as an escape and removes. In a path write a slash instead, also on Windows.",
      },
    ]);
    expect(codes({}, { kind: "exit", code: 2 })).toEqual(["backslash"]);
    expect(codes({}, { kind: "exit", code: 0 })).toEqual([]);
    expect(codes({}, { kind: "signal", signal: "SIGTERM" })).toEqual([]);
  });

  it("is not reported where there is none, or where it stays", () => {
    expect(codes({ execPath: "/poll.py" })).toEqual([]);
    expect(codes({ execPath: undefined })).toEqual([]);
    expect(codes({ release: release("3.13") })).toEqual([]);
  });
});

describe("a script that failed by itself", () => {
  const folder = temporaryFolder();
  const told = (
    text: string,
    code: number,
    output = "",
    searchPath: string | undefined = "/usr/bin:/bin",
  ) => {
    const file = path.join(folder, "poll");
    writeFileSync(file, text);
    return explainFailure(file, { code, output }, searchPath).map(
      (note) => `${note.code}: ${note.text.replaceAll(file, "FILE")}`,
    );
  };
  const missingModule = "ModuleNotFoundError: No module named 'mysql'\n";

  it.each<[title: string, given: Parameters<typeof told>, notes: readonly string[]]>([
    ["for another reason", ["#!/bin/sh\n", 1, "no\n"], []],
    [
      "has a byte-order mark before its first line",
      ["\ufeff#!/usr/bin/env python3\n", 127],
      [
        "byte-order-mark: FILE begins with a byte-order mark, so the system does not recognise its first line and runs it with /bin/sh. Save it as UTF-8 without the mark.",
      ],
    ],
    [
      "has Windows line endings",
      ["#!/usr/bin/env python3\r\n", 127],
      [
        'carriage-return: The first line of FILE ends with a carriage return (Windows line ending), so env looks for a program named "python3\\r". Save the script with LF line endings.',
      ],
    ],
    [
      "asks env for a program that is not there",
      ["#!/usr/bin/env python3.99\n", 127],
      [
        'program-not-found: The first line of FILE lets env look for "python3.99", which is in no folder of PATH (/usr/bin:/bin). Write the interpreter with its full path, in the first line or in exec_path.',
      ],
    ],
    [
      "asks env for a program that is not there, and failed otherwise",
      ["#!/usr/bin/env python3.99\n", 1],
      [],
    ],
    ["asks env for a program that is there", ["#!/usr/bin/env sh\n", 127], []],
    ["names its interpreter", ["#!/bin/sh\n", 127], []],
    [
      "misses a module of the interpreter in its first line",
      ["#!/opt/python3 -u\n", 1, missingModule],
      ["interpreter: This run used /opt/python3."],
    ],
    [
      "misses a module of an interpreter that env does not find",
      ["#!/usr/bin/env python3.99\n", 1, missingModule],
      ["interpreter: This run used python3.99."],
    ],
    [
      "misses a module, and has no first line",
      ["import mysql\n", 1, missingModule],
      ["interpreter: This run used FILE."],
    ],
  ])("%s", (_title, given, notes) => {
    expect(told(...given)).toEqual(notes);
  });

  it("misses a module of the interpreter that env finds first", () => {
    const own = path.join(folder, "bin");
    mkdirSync(own, { recursive: true });
    writeFileSync(path.join(own, "python3"), "", { mode: 0o755 });
    expect(told("#!/usr/bin/env python3\n", 1, missingModule, `${own}:/usr/bin`)).toEqual([
      `interpreter: This run used ${own}/python3.`,
    ]);
  });
});
