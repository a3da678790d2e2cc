/** Runs a suite of samples: `*.keypoll.json`. */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { openSuite, runSuite as run } from "../core/poll/index.ts";
import { readPollSuite } from "../core/suite/index.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

export interface SuiteOptions {
  /** Number of concurrent samples. Default: 1. */
  readonly jobs?: number | undefined;
  /** Only samples with one of these tags. Default: all. */
  readonly tags?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Expected and actual result of a sample. Contains no key. */
export interface Difference {
  /** `verdict`, a field of the record, `code`, `number`, `message` or `replaces`. */
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
}

export interface SampleResult {
  readonly request: string;
  readonly note: string | undefined;
  /** `errored`: the request could not be made. */
  readonly state: "passed" | "failed" | "errored" | "cancelled";
  readonly differences: readonly Difference[];
  /** Undefined if the sample was cancelled. */
  readonly verdict: Verdict | undefined;
  /** Why the request could not be made. */
  readonly obstacle: string | undefined;
  readonly durationMs: number;
}

export interface SuiteResults {
  readonly kind: "results";
  /** Every sample passed, and there was at least one. */
  readonly ok: boolean;
  /** In the order of the suite. */
  readonly samples: readonly SampleResult[];
  /** Facts about the surroundings of all samples. */
  readonly remarks: readonly string[];
}

/** A problem in the file; line and character from 0. */
export interface SuiteProblem {
  readonly message: string;
  readonly line: number;
  readonly character: number;
}

/** A file that is not a suite, or cannot be prepared. */
export interface BrokenSuite {
  readonly kind: "broken";
  readonly problems: readonly SuiteProblem[];
}

export type SuiteRun = SuiteResults | BrokenSuite;

/** Asks every sample of a suite. Its paths are relative to its file. Rejects if the file cannot be read. */
export async function runSuite(file: string, options: SuiteOptions = {}): Promise<SuiteRun> {
  const reading = readPollSuite(await readFile(file, "utf8"));
  if (reading.kind === "broken") {
    const problems = reading.problems.map(({ message, place }) => ({ message, ...place.start }));
    return { kind: "broken", problems };
  }
  const opening = await openSuite(reading.suite, path.dirname(path.resolve(file)));
  if (opening.kind === "problem") {
    return { kind: "broken", problems: [{ message: opening.message, line: 0, character: 0 }] };
  }
  const { jobs, tags, signal } = options;
  const chosen = [...reading.suite.samples.entries()].flatMap(([index, sample]) =>
    tags === undefined || sample.tags.some((tag) => tags.includes(tag)) ? [index] : [],
  );
  const results = await run(opening.opened, { concurrency: jobs, samples: chosen, signal });
  return {
    kind: "results",
    ok: results.length > 0 && results.every(({ state }) => state === "passed"),
    samples: results.map(({ sample, state, verdict, comparison, obstacle, durationMs }) => ({
      request: sample.request,
      note: sample.note,
      state,
      differences: comparison?.differences ?? [],
      verdict: verdict === undefined ? undefined : verdictOf(verdict),
      obstacle,
      durationMs,
    })),
    remarks: opening.opened.remarks,
  };
}
