/** Runs a suite: every sample is asked, judged separately, and compared with what it expects. */

import { existsSync } from "node:fs";
import { judge, type Verdict } from "../../lint/answer/index.ts";
import { type Comparison, expectVerdict, type SuiteSample, wantsAgain } from "../../suite/index.ts";
import { say } from "../../words/index.ts";
import { leaseKeeper } from "../keeper/keeper-lease.ts";
import { ownSignal } from "../target/own-signal.ts";
import { type Asking, ask, type PollTarget } from "../target/target.ts";
import type { OpenedSuite } from "./open-suite.ts";
import { scriptCall } from "./script-call.ts";

export interface SuiteOptions {
  /** Number of concurrent samples. Default 1. */
  readonly concurrency?: number | undefined;
  /** The samples to run, by index. Default: all. */
  readonly samples?: readonly number[] | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Variables that the script has more for a sample. */
  readonly environmentFor?: ((index: number) => Readonly<Record<string, string>>) | undefined;
  /** Called before a sample is asked. */
  readonly onStart?: ((index: number) => void) | undefined;
  /** Called with every result, in the order in which they arrive. */
  readonly onResult?: ((result: SampleResult) => void) | undefined;
}

export type SampleState =
  /** The verdict is the expected one. */
  | "passed"
  /** The verdict is a different one. */
  | "failed"
  /** The request could not be made: the script is missing or cannot be started, or nothing listens at the socket. */
  | "errored"
  /** The caller cancelled before there was a verdict. */
  | "cancelled";

export interface SampleResult {
  /** Index of the sample in the suite. */
  readonly index: number;
  readonly sample: SuiteSample;
  readonly state: SampleState;
  /** Undefined if the sample was cancelled. */
  readonly verdict: Verdict | undefined;
  /** Expected and actual result. Undefined if the sample was cancelled. */
  readonly comparison: Comparison | undefined;
  /** Why the request could not be made. */
  readonly obstacle: string | undefined;
  /** The run. Undefined if the manager discards the request before anything runs, and if the sample was cancelled. */
  readonly asking: Asking | undefined;
  readonly durationMs: number;
}

/** Asks every sample. The results are in the order of the suite and include cancelled samples. */
export async function runSuite(
  opened: OpenedSuite,
  options: SuiteOptions = {},
): Promise<readonly SampleResult[]> {
  const { samples } = opened.suite;
  const { concurrency = 1, environmentFor, onStart, onResult } = options;
  const { signal, forget } = ownSignal(options.signal);
  const chosen = (options.samples ?? [...samples.keys()]).flatMap((index) => {
    const sample = samples[index];
    return sample === undefined ? [] : [{ index, sample }];
  });
  const results = new Array<SampleResult | undefined>(chosen.length).fill(undefined);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let place = next++; place < chosen.length; place = next++) {
      const each = chosen[place];
      if (each === undefined) return;
      if (!signal.aborted) onStart?.(each.index);
      const asked = environmentFor === undefined ? opened : withVariables(opened, environmentFor(each.index));
      const result = await runSample(asked, each.index, each.sample, signal);
      results[place] = result;
      onResult?.(result);
    }
  };
  const lease = leaseKeeper();
  try {
    await Promise.all(Array.from({ length: Math.max(1, concurrency) }, work));
  } finally {
    forget();
    lease.release();
  }
  return results.flatMap((result) => result ?? []);
}

function withVariables(opened: OpenedSuite, more: Readonly<Record<string, string>>): OpenedSuite {
  const { target } = opened;
  return { ...opened, target: { ...target, environment: { ...target.environment, ...more } } };
}

async function runSample(
  { target, known, suite }: OpenedSuite,
  index: number,
  sample: SuiteSample,
  signal: AbortSignal,
): Promise<SampleResult> {
  const base = { index, sample, obstacle: undefined, durationMs: 0 };
  const cancelled = {
    ...base,
    state: "cancelled",
    verdict: undefined,
    comparison: undefined,
    asking: undefined,
  } as const;
  if (signal.aborted) return cancelled;
  const asking = sample.asked === undefined ? undefined : await ask(target, sample.asked, signal);
  if (asking?.cancelled === true) return cancelled;
  const source = asking?.source ?? ({ kind: "nothing" } as const);
  const verdict = judge(sample.datagram, source, known, suite.settings);
  const second = wantsAgain(verdict, sample.expectation) ? await askAgain(target, sample, signal) : undefined;
  if (second?.cancelled === true) return cancelled;
  const again =
    second === undefined ? undefined : judge(sample.datagram, second.source, known, suite.settings);
  const comparison = expectVerdict(verdict, sample.expectation, again);
  const obstacle = asking?.obstacle ?? (comparison.matched ? undefined : missingScript(target));
  return {
    ...base,
    state: comparison.matched ? "passed" : obstacle === undefined ? "failed" : "errored",
    verdict,
    comparison,
    obstacle,
    asking,
    durationMs: asking?.durationMs ?? 0,
  };
}

async function askAgain(
  target: PollTarget,
  { asked }: SuiteSample,
  signal: AbortSignal,
): Promise<Asking | undefined> {
  return asked === undefined ? undefined : await ask(target, asked, signal);
}

/**
 * The interpreter starts even if the script is missing, and to the manager its error message is an answer like any
 * other.
 */
function missingScript(target: PollTarget): string | undefined {
  const call = scriptCall(target);
  if (call === undefined || call.interpreter.length === 0 || existsSync(call.script)) return undefined;
  return say`There is no file ${call.script}. Check the path in exec_path of the suite.`;
}
