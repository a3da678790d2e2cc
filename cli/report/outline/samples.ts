/** Samples of a suite as cases, compared with what they expect. */

import { runRows, runTitles } from "../../manager/registration-text.ts";
import type { RegistrationFacts, SampleReport, SuiteReport } from "../../suite/suite-report.ts";
import type { Case, Issue, Outline } from "./outline.ts";
import { findingIssues, pollOutput } from "./polls.ts";

export function suiteOutline({ suite, release, ok, samples }: SuiteReport): Outline {
  return {
    name: `keypoll test ${suite}`,
    release,
    ok,
    subject: "request",
    cases: samples.map((sample) => sampleCase(sample, suite)),
  };
}

function sampleCase(sample: SampleReport, suite: string): Case {
  const { request, state, expected, note, durationMs, poll, registration } = sample;
  const isPassed = state === "passed";
  return {
    name: request,
    ok: isPassed,
    broken: state === "errored" || state === "cancelled",
    durationMs,
    // A finding on an answer that is as expected is not an issue of the suite.
    issues: isPassed ? [] : sampleIssues(sample, suite),
    output: [
      ...(poll === undefined ? [] : pollOutput(poll)),
      ...(registration === undefined ? [] : registrationOutput(registration)),
      `expected: ${expected}`,
      ...(note === undefined ? [] : [`note: ${note}`]),
    ],
  };
}

/** What happened in each run, line by line. */
function registrationOutput({ runs }: RegistrationFacts): readonly string[] {
  return runs.flatMap((run) => [
    `${runTitles[run.title]}: ${run.end}`,
    ...runRows(run).map(([label, text]) => (label === "" ? text : `${label}: ${text}`)),
  ]);
}

function sampleIssues(sample: SampleReport, suite: string): readonly Issue[] {
  const { request, state, line, column, differences, obstacle, poll, registration } = sample;
  const place = { path: suite, line, column };
  const issue = (rule: string, message: string): Issue => ({
    request,
    rule,
    severity: "error",
    message,
    place,
  });
  return [
    ...differences.map(({ what, expected, actual }) =>
      issue("expectation", `${what}: expected ${expected}, but got ${actual}.`),
    ),
    ...(obstacle === undefined ? [] : [issue("not-asked", obstacle)]),
    ...(state === "cancelled" ? [issue("not-asked", "The run was cancelled before this request.")] : []),
    ...(poll === undefined ? [] : findingIssues(poll, { place })),
    ...(registration?.findings ?? []).map((finding): Issue => ({ request, ...finding, place })),
  ];
}
