/** Runs a suite for a registration script: each sample against its own stand-in manager. */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { type ByteString, textFromBytes } from "../../core/manager/index.ts";
import { inFolder, registrationWords, type SampleState } from "../../core/poll/index.ts";
import type {
  Comparison,
  RegistrationExpectation,
  RegistrationSample,
  RegistrationSuite,
} from "../../core/suite/index.ts";
import { say } from "../../core/words/index.ts";
import type { RunTitle } from "../script-run.ts";
import { type ScriptTest, testRegistrationScript } from "../script-test.ts";
import { expectRuns } from "./expect-runs.ts";

export interface RegistrationOptions {
  /** The samples to run, by their index in the suite. Default: all. */
  readonly samples?: readonly number[] | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onStart?: ((index: number) => void) | undefined;
  readonly onResult?: ((result: RegistrationResult) => void) | undefined;
}

export interface RegistrationResult {
  readonly index: number;
  readonly sample: RegistrationSample;
  readonly state: SampleState;
  /** Undefined if nothing could be run. */
  readonly test: ScriptTest | undefined;
  readonly comparison: Comparison | undefined;
  /** Why it could not be run. */
  readonly obstacle: string | undefined;
  readonly durationMs: number;
}

/** Runs the samples one after the other, because a stand-in is a whole manager. `folder` is the suite's folder. */
export async function runRegistrationSuite(
  suite: RegistrationSuite,
  folder: string,
  options: RegistrationOptions = {},
): Promise<readonly RegistrationResult[]> {
  const keys = await keysOf(inFolder(folder, suite.clientKeys));
  const results: RegistrationResult[] = [];
  for (const index of options.samples ?? suite.samples.keys()) {
    const sample = suite.samples[index];
    if (sample === undefined) continue;
    const base = {
      index,
      sample,
      test: undefined,
      comparison: undefined,
      obstacle: undefined,
      durationMs: 0,
    };
    const result: RegistrationResult =
      options.signal?.aborted === true
        ? { ...base, state: "cancelled" }
        : "problem" in keys
          ? { ...base, state: "errored", obstacle: keys.problem }
          : await runSample(base, suite, { folder, keys: keys.content, ...options });
    results.push(result);
    options.onResult?.(result);
  }
  return results;
}

interface Surroundings extends Pick<RegistrationOptions, "signal" | "onStart"> {
  readonly folder: string;
  readonly keys: ByteString | undefined;
}

async function runSample(
  base: Omit<RegistrationResult, "state">,
  suite: RegistrationSuite,
  { folder, keys, signal, onStart }: Surroundings,
): Promise<RegistrationResult> {
  const { sample, index } = base;
  const { settings, groups, password, environment, version, agentStates, timeoutSeconds } = suite;
  onStart?.(index);
  const tested = await testRegistrationScript({
    words: registrationWords(suite),
    version,
    name: sample.name,
    workingDirectory: inFolder(folder, suite.workingDirectory) ?? folder,
    timeoutSeconds,
    contents: {
      keys,
      password,
      groups,
      force: suite.hasForce ? { options: settings.force, insert: settings.forceInsert } : undefined,
    },
    agentStates,
    hostName: textFromBytes(settings.hostName),
    environment,
    more: runsFor(sample.expectation),
    signal,
  });
  if ("problem" in tested) return { ...base, state: "errored", obstacle: tested.problem };
  const durationMs = tested.runs.reduce((sum, run) => sum + run.durationMs, 0);
  const comparison = expectRuns(tested, sample.expectation);
  const obstacle = comparison.matched ? undefined : tested.runs[0]?.obstacle;
  const state: SampleState = tested.cancelled
    ? "cancelled"
    : obstacle !== undefined
      ? "errored"
      : comparison.matched
        ? "passed"
        : "failed";
  return { ...base, state, test: tested, comparison, obstacle, durationMs };
}

/** Only the runs that can change the result. */
function runsFor({ findings, secondRun }: RegistrationExpectation): readonly RunTitle[] {
  if (findings !== undefined) return ["second run", "other certificate"];
  return secondRun === undefined ? [] : ["second run"];
}

async function keysOf(
  file: string | undefined,
): Promise<{ readonly content: ByteString | undefined } | { readonly problem: string }> {
  if (file === undefined) return { content: undefined };
  try {
    return { content: (await readFile(file)).toString("latin1") };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { problem: say`client_keys of the suite cannot be read: ${why}. Check ${path.basename(file)}.` };
  }
}
