/** Makes the result of a registration sample its expectation, with the smallest edits of the suite's text. */

import {
  type Comparison,
  insertedExpectation,
  isSameExpectation,
  isWritten,
  laidOut,
  type RawRegistrationExpectation,
  type RegistrationExpectation,
  type RegistrationSample,
  readJsonText,
  readSuite,
  type SecondRun,
  SOUND,
  type SuiteEdit,
  shownFields,
} from "../../core/suite/index.ts";
import { say } from "../../core/words/index.ts";
import type { ScriptTest } from "../script-test.ts";
import { problemRules, runOf, saidIn, whatItDid } from "./expect-runs.ts";

/** A sample and its runs. */
export interface JudgedRuns {
  readonly index: number;
  readonly sample: RegistrationSample;
  readonly test: ScriptTest;
  readonly comparison: Comparison;
}

/** Whether the sample still has the name and expectation of the judged one. */
export function isSameRegistration(
  sample: RegistrationSample | undefined,
  { sample: { name, expectation } }: Pick<JudgedRuns, "sample">,
): sample is RegistrationSample {
  return sample?.name === name && isSameExpectation(sample.expectation, expectation);
}

/** Undefined if the suite's text has another name or expectation by now. */
export function takeRunsAsExpected(text: string, judged: JudgedRuns): readonly SuiteEdit[] | undefined {
  const reading = readSuite(text);
  const sample = reading.kind === "registration" ? reading.suite.samples[judged.index] : undefined;
  const json = readJsonText(text);
  if (!isSameRegistration(sample, judged) || json.kind !== "json") return undefined;
  const { test, comparison } = judged;
  if (sample.expectation === SOUND)
    return [insertedExpectation(text, sample.place, sample.namePlace, wholeExpectation(test, SOUND))];
  const changes = comparison.differences.map(({ what }) => changeFor(what, test));
  const each = changes.filter((change) => change !== undefined);
  const all: readonly Change[] =
    each.length === changes.length ? each : [[[], wholeExpectation(test, sample.expectation)]];
  return all.map(([steps, value]) => ({
    place: json.json.placeOf(["samples", judged.index, "expect", ...steps]),
    text: laidOut(value, "  "),
  }));
}

const secondRuns: readonly SecondRun[] = ["unchanged", "replaced", "added"];

type Change = readonly [path: readonly string[], value: unknown];

/** Undefined if the result is nothing that a suite can expect. `what` is in the words of the comparison. */
function changeFor(what: string, { runs, findings }: ScriptTest): Change | undefined {
  const first = runOf(runs, "first run");
  const done = whatItDid(runOf(runs, "second run"));
  const values: Readonly<Record<string, readonly [member: string, value: unknown]>> = {
    "client.keys": ["registered", registeredNow(first)],
    replaces: ["replaces", (first?.removed ?? []).map(({ id }) => id)],
    message: ["message", saidIn(first).findLast(isWritten)],
    [say`exit code`]: ["exit_code", first?.exitCode],
    [say`second run`]: ["second_run", secondRuns.find((each) => each === done)],
    [say`findings`]: ["findings", [...new Set(problemRules(findings))]],
  };
  const field = shownFields.find((each) => each === what);
  const shown = field === undefined ? undefined : first?.added[0]?.[field];
  if (shown !== undefined) return isWritten(shown) ? [["registered", what], shown] : undefined;
  const [member = "", value] = values[what] ?? [];
  return value === undefined ? undefined : [[member], value];
}

/** Undefined if more than one agent was registered, which no suite can expect. A name with a secret is left out. */
function registeredNow(
  first: ScriptTest["runs"][number] | undefined,
): RawRegistrationExpectation["registered"] {
  const [agent, ...others] = first?.added ?? [];
  if (others.length > 0) return undefined;
  if (agent === undefined) return false;
  return { id: agent.id, ...(isWritten(agent.name) ? { name: agent.name } : {}) };
}

/** Findings only where they were expected, because without them not all runs are made. */
function wholeExpectation(
  { runs, findings }: ScriptTest,
  before: RegistrationExpectation,
): RawRegistrationExpectation {
  const first = runOf(runs, "first run");
  const registered = registeredNow(first);
  return {
    ...(registered === undefined ? {} : { registered }),
    ...(first?.exitCode === undefined ? {} : { exit_code: first.exitCode }),
    ...(before.findings === undefined ? {} : { findings: [...new Set(problemRules(findings))] }),
  };
}
