/** The report of a suite: which samples were as expected, and what the others did instead. */

import type { Release } from "../../core/manager/index.ts";
import type { SampleResult, SampleState } from "../../core/poll/index.ts";
import { type Difference, expectationText, registrationText } from "../../core/suite/index.ts";
import type { RegistrationResult, ScriptFinding, ScriptRun } from "../../stand-in/index.ts";
import { ExitCode } from "../exit-code.ts";
import { pollResult } from "../poll/poll-result.ts";
import type { PollResult } from "../report/poll-report.ts";
import type { ReportHead } from "../report/report.ts";
import { tool } from "../report/tool.ts";
import type { CoverageReport } from "./coverage-report.ts";

/** The result of `keypoll test SUITE`. */
export interface SuiteReport extends ReportHead {
  readonly command: "test-suite";
  /** The suite's file, as the user wrote it. */
  readonly suite: string;
  /** Facts about the surroundings of all samples. */
  readonly remarks: readonly string[];
  /** In the order of the suite. */
  readonly samples: readonly SampleReport[];
  readonly cancelled: boolean;
  /** Left out where it was not asked for. */
  readonly coverage?: CoverageReport;
  readonly totals: Readonly<Record<SampleState, number>> & { readonly samples: number };
}

export interface SampleReport {
  readonly request: string;
  readonly state: SampleState;
  /** The line of the sample in the file, from 1. */
  readonly line: number;
  readonly column: number;
  readonly tags: readonly string[];
  readonly note?: string;
  /** In a few words. */
  readonly expected: string;
  /** The differences from what is expected. Empty if the sample passed or was cancelled. */
  readonly differences: readonly Difference[];
  /** Why the request could not be made. */
  readonly obstacle?: string;
  readonly durationMs: number;
  /** The verdict. Left out if the sample was cancelled, and for a registration script. */
  readonly poll?: PollResult;
  /** For a registration script: its runs, and what to change. Left out if nothing was run. */
  readonly registration?: RegistrationFacts;
}

export interface RegistrationFacts {
  readonly runs: readonly ScriptRun[];
  readonly findings: readonly ScriptFinding[];
}

export function registrationReport(result: RegistrationResult): SampleReport {
  const { name, expectation } = result.sample;
  const { test } = result;
  return {
    ...common(result, name, registrationText(expectation)),
    ...(test === undefined ? {} : { registration: { runs: test.runs, findings: test.findings } }),
  };
}

export function sampleReport(result: SampleResult, release: Release): SampleReport {
  const { request, expectation } = result.sample;
  const { verdict, asking } = result;
  return {
    ...common(result, request, expectationText(expectation)),
    ...(verdict === undefined ? {} : { poll: pollResult(verdict, asking, release) }),
  };
}

/** The part of the report that both kinds of suites share. */
function common(
  { sample, state, comparison, obstacle, durationMs }: SampleResult | RegistrationResult,
  request: string,
  expected: string,
): SampleReport {
  const { tags, note, place } = sample;
  return {
    request,
    state,
    line: place.start.line + 1,
    column: place.start.character + 1,
    tags,
    ...(note === undefined ? {} : { note }),
    expected,
    differences: comparison?.differences ?? [],
    ...(obstacle === undefined ? {} : { obstacle }),
    durationMs: Math.round(durationMs),
  };
}

export interface SuiteReportParts {
  readonly suite: string;
  readonly release: Release;
  readonly remarks: readonly string[];
  readonly samples: readonly SampleReport[];
  readonly cancelled: boolean;
  readonly coverage: CoverageReport | undefined;
}

export function suiteReport({ samples, cancelled, coverage, ...parts }: SuiteReportParts): SuiteReport {
  const { suite, release, remarks } = parts;
  const inState = (state: SampleState): number => samples.filter((each) => each.state === state).length;
  const passed = inState("passed");
  return {
    tool,
    command: "test-suite",
    release: release.id,
    ok: passed === samples.length && !cancelled,
    suite,
    remarks,
    samples,
    cancelled,
    ...(coverage === undefined ? {} : { coverage }),
    totals: {
      samples: samples.length,
      passed,
      failed: inState("failed"),
      errored: inState("errored"),
      cancelled: inState("cancelled"),
    },
  };
}

/** A request that could not be made is not a verdict on the script. */
export function suiteExitCode({ ok, cancelled, totals }: SuiteReport): ExitCode {
  if (cancelled) return ExitCode.cancelled;
  if (totals.errored > 0) return ExitCode.couldNotRun;
  return ok ? ExitCode.fine : ExitCode.findings;
}
