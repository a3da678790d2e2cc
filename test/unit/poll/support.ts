/** Runs the fixture scripts and describes their results, for all tests of polling. */

import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect } from "vitest";
import {
  datagramOf,
  defaultSettings,
  type KeyRequest,
  KeyStore,
  newestRelease,
  outcomeOf,
  type Release,
  type ReleaseId,
  releases,
  type VerdictKind,
} from "../../../core/manager/index.ts";
import { endPolling, type PollOptions, type PollRun, runPoll, sourceOf } from "../../../core/poll/index.ts";

export const scriptFolder = path.resolve(import.meta.dirname, "../../fixtures/scripts");

/** The path of a fixture. JavaScript runs on this Node, which may not be in the manager's PATH. */
export function script(name: string): string {
  const file = path.join(scriptFolder, name);
  return name.endsWith(".mjs") ? `${process.execPath} ${file}` : file;
}

/** Marks every process that a test file starts. */
const ours = randomUUID();

/** The manager's folders first; another interpreter is found where the tests find it. */
export const testEnvironment: Readonly<Record<string, string>> = {
  PATH: `/usr/local/bin:/usr/bin:/bin:${process.env["PATH"] ?? ""}`,
  KEYPOLL_TEST: ours,
};

export const id001: KeyRequest = { selector: "id", value: "001" };

export function release(id: ReleaseId): Release {
  const found = releases.find((row) => row.id === id);
  if (found === undefined) throw new Error(`no release ${id}`);
  return found;
}

/** Runs a fixture for id 001 in the newest release, unless told otherwise. */
export function poll(execPath: string, options: Partial<PollOptions> = {}): Promise<PollRun> {
  const environment = { ...testEnvironment, ...options.environment };
  const base = { execPath, request: id001, release: newestRelease, timeoutSeconds: 20, graceSeconds: 0.7 };
  return runPoll({ ...base, workingDirectory: "/", ...options, environment });
}

export function verdictOf(run: PollRun, of: Release, request: KeyRequest = id001): VerdictKind {
  return outcomeOf(datagramOf(request), sourceOf(run), new KeyStore(), defaultSettings(of)).verdict;
}

/** The end of a run in a word or two: `exit 0`, `SIGTERM`, `not started`. */
export function endOf({ execution: { end } }: PollRun): string {
  switch (end.kind) {
    case "exit":
      return `exit ${end.code}`;
    case "signal":
      return end.signal;
    default:
      return end.kind === "not-started" ? "not started" : "no process";
  }
}

/** Ids of the live processes that have the variable with the value in their environment. */
export function processesWith(variable: string): readonly number[] {
  if (!existsSync("/proc/self/environ")) return [];
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      return `\0${readFileSync(`/proc/${name}/environ`, "latin1")}`.includes(`\0${variable}\0`)
        ? [Number(name)]
        : [];
    } catch {
      return [];
    }
  });
}

/** At the end of a test file: no process that it started is alive. */
export function expectNothingLeft(): void {
  afterAll(async () => {
    await endPolling();
    expect(processesWith(`KEYPOLL_TEST=${ours}`)).toEqual([]);
  });
}
