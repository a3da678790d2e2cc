/** Makes the result of a sample its expectation, with the smallest edits of the suite's text. */

import type { Verdict } from "../lint/answer/index.ts";
import { KeyMask } from "../lint/mask.ts";
import { type AgentField, agentFields, keyFingerprint, textFromBytes } from "../manager/index.ts";
import type { Comparison, Difference } from "./expect-verdict.ts";
import { type Path, type Place, readJsonText } from "./json-text.ts";
import { laidOut } from "./laid-out.ts";
import type { RawExpectation, RawText } from "./raw-suite.ts";
import { readSuite } from "./read-suite.ts";
import type { SuiteSample } from "./suite.ts";

export interface SuiteEdit {
  readonly place: Place;
  readonly text: string;
}

/** A sample and the result of its run. */
export interface JudgedSample {
  readonly index: number;
  readonly sample: SuiteSample;
  readonly verdict: Verdict;
  readonly comparison: Comparison;
}

/** Whether the sample still has the request and expectation of the judged one. */
export function isSameSample(
  sample: SuiteSample | undefined,
  judged: Pick<JudgedSample, "sample">,
): sample is SuiteSample {
  const { request, expectation } = judged.sample;
  return sample?.request === request && isSameExpectation(sample.expectation, expectation);
}

/** For samples of both kinds of suites. */
export function isSameExpectation<E extends object>(one: E, other: E): boolean {
  const textOf = (expectation: E): string =>
    JSON.stringify(expectation, (_name, value) => (value instanceof RegExp ? String(value) : value));
  return textOf(one) === textOf(other);
}

/** Undefined if the suite's text has another request or expectation by now. Keys are written as fingerprints. */
export function takeAsExpected(text: string, judged: JudgedSample): readonly SuiteEdit[] | undefined {
  const reading = readSuite(text);
  const sample = reading.kind === "suite" ? reading.suite.samples[judged.index] : undefined;
  const json = readJsonText(text);
  if (!isSameSample(sample, judged) || json.kind !== "json") return undefined;
  if (sample.expectation.kind === "good-end")
    return [insertedExpectation(text, sample.place, sample.requestPlace, wholeExpectation(judged.verdict))];
  return changesOf(judged).map(([steps, value]) => ({
    // The place of the number of an error answer, if it is the whole expectation.
    place: json.json.placeOf(["samples", judged.index, "expect", ...steps]),
    text: laidOut(value, "  "),
  }));
}

type Change = readonly [path: Path, value: unknown];

/** Single values if only details differ, else the whole expectation. */
function changesOf({ verdict, comparison }: JudgedSample): readonly Change[] {
  const changes = comparison.differences.map((difference) => changeFor(difference, verdict));
  const each = changes.filter((change) => change !== undefined);
  return each.length === changes.length ? each : [[[], wholeExpectation(verdict)]];
}

/** Undefined if the difference is not about a single value, or the value has a secret in it. */
function changeFor({ what, actual }: Difference, { outcome }: Verdict): Change | undefined {
  switch (what) {
    case "code":
      return [["refused"], Number(actual)];
    case "number":
      return [["error", "number"], Number(actual)];
    case "message": {
      const message = textFromBytes(outcome.answer?.kind === "error" ? (outcome.answer.message ?? "") : "");
      return isWritten(message) ? [["error", "message"], message] : undefined;
    }
    case "replaces": {
      const { registration } = outcome;
      const ids =
        registration?.kind === "added" ? registration.replaced.map(({ id }) => textFromBytes(id)) : [];
      return [["replaces"], ids];
    }
    default: {
      const field = agentFields.find((each) => each === what);
      const value = field === undefined ? undefined : fieldNow(field, outcome);
      return field === undefined || value === undefined ? undefined : [["registered", field], value];
    }
  }
}

/** Whether the text contains no secret. */
export function isWritten(text: string): boolean {
  return new KeyMask().hide(text) === text;
}

/** The value of the registered record; for the key its fingerprint. Undefined without a record, and if the field has a secret in it. */
function fieldNow(field: AgentField, { registration, store }: Verdict["outcome"]): RawText | undefined {
  if (registration?.kind !== "added") return undefined;
  const { entry } = registration;
  if (field === "key") return { fingerprint: keyFingerprint(entry.key) };
  const line = store.lineOf(entry);
  const address = line.slice(entry.id.length + entry.name.length + 2, line.length - entry.key.length - 1);
  const text = textFromBytes(field === "ip" ? address : entry[field]);
  return isWritten(text) ? text : undefined;
}

function wholeExpectation({ state, outcome }: Verdict): RawExpectation {
  const { registration, answer, verdict } = outcome;
  if (state === "registered" && registration?.kind === "added") {
    const known = (["id", "name"] as const).flatMap((field) => {
      const value = fieldNow(field, outcome);
      return value === undefined ? [] : [[field, value] as const];
    });
    return { registered: known.length === 0 ? true : Object.fromEntries(known) };
  }
  if (registration?.kind === "rejected") return { refused: registration.code };
  if (answer?.kind === "error" && state === "answered-no") return { error: answer.error };
  return { fails: verdict };
}

/** After the sample's request or name; on a separate line if the sample has several. */
export function insertedExpectation(text: string, sample: Place, before: Place, expect: object): SuiteEdit {
  const { end } = before;
  const indent = /^\s*/.exec(text.split(/\r\n|\r|\n/)[before.start.line] ?? "")?.[0] ?? "";
  const isOnLines = sample.start.line < before.start.line;
  const gap = isOnLines ? `\n${indent}` : " ";
  return { place: { start: end, end }, text: `,${gap}"expect": ${laidOut(expect, indent || "  ")}` };
}
