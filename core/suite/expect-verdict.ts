/** Whether a verdict is the expected one, and if not, how it differs. */

import { changeText, recordDifferences, type Verdict } from "../lint/answer/index.ts";
import { KeyMask } from "../lint/mask.ts";
import {
  type AgentField,
  agentFields,
  type ByteString,
  bytesFromText,
  keyFingerprint,
  maskedKey,
  type Outcome,
  textFromBytes,
} from "../manager/index.ts";
import { say } from "../words/index.ts";
import type { Expectation, TextWanted } from "./suite.ts";

/** One difference from what is expected. Contains no key. */
export interface Difference {
  /** `verdict`, a field of the record, `code`, `number`, `message`, `replaces` or `again`. */
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
}

export interface Comparison {
  readonly matched: boolean;
  readonly differences: readonly Difference[];
  /** Both sides as lines of text in the same order, for a view that shows differences. */
  readonly expected: string;
  readonly actual: string;
}

/** Whether the expectation needs a second poll after this verdict. */
export function wantsAgain({ state }: Verdict, expectation: Expectation): boolean {
  return expectation.kind === "registered" && expectation.again === "same" && state === "registered";
}

/** Compares a verdict, and that of a second poll if there was one, with an expectation. */
export function expectVerdict(verdict: Verdict, expectation: Expectation, again?: Verdict): Comparison {
  const facts = [
    ...factsOf(verdict, expectation),
    ...(again === undefined ? [] : [againFact(verdict, again)]),
  ];
  return comparisonOf(facts);
}

/** The checked facts as a comparison. */
export function comparisonOf(facts: readonly Fact[]): Comparison {
  const differences = facts.filter(({ isMet }) => !isMet);
  const lines = (side: "expected" | "actual"): string =>
    facts.map((fact) => (fact.what === "verdict" ? fact[side] : `${fact.what}: ${fact[side]}`)).join("\n");
  return {
    matched: differences.length === 0,
    differences: differences.map(({ what, expected, actual }) => ({ what, expected, actual })),
    expected: lines("expected"),
    actual: lines("actual"),
  };
}

/** A fact that was checked. */
export interface Fact extends Difference {
  readonly isMet: boolean;
}

/** The verdict itself first; its details only if the verdict is the expected one. */
function factsOf(verdict: Verdict, expectation: Expectation): readonly Fact[] {
  const { outcome, state, title } = verdict;
  const head = (expected: string, isMet: boolean): Fact => ({
    what: "verdict",
    expected,
    actual: isMet ? expected : title,
    isMet,
  });
  switch (expectation.kind) {
    case "good-end":
      return [head(say`registered, or an error answer`, state !== "failed")];
    case "fails":
      return [head(expectation.verdict, outcome.verdict === expectation.verdict)];
    case "refused": {
      const { registration } = outcome;
      if (registration?.kind !== "rejected") return [head(say`refused`, false)];
      return [head(say`refused`, true), ...plain("code", expectation.code, String(registration.code))];
    }
    case "error": {
      const { answer } = outcome;
      if (answer?.kind !== "error" || state !== "answered-no") return [head(say`error answer`, false)];
      return [
        head(say`error answer`, true),
        ...plain("number", expectation.number, String(answer.error)),
        ...plain("message", expectation.message, textFromBytes(answer.message ?? "")),
      ];
    }
    case "registered":
      if (state !== "registered") return [head(say`registered`, false)];
      return [head(say`registered`, true), ...recordFacts(outcome, expectation)];
  }
}

function plain(what: string, wanted: TextWanted | undefined, actual: string): readonly Fact[] {
  if (wanted === undefined) return [];
  const mask = new KeyMask();
  return [
    { what, expected: mask.hide(shown(wanted)), actual: mask.hide(actual), isMet: isMet(wanted, actual) },
  ];
}

/** The second record compared with the first. */
function againFact({ outcome: first }: Verdict, { outcome: second, title }: Verdict): Fact {
  const [before, after] = [first, second].map(({ registration }) =>
    registration?.kind === "added" ? registration.entry : undefined,
  );
  const same = before !== undefined && after !== undefined && before.id === after.id;
  const isMet = same && recordDifferences(before, after).length === 0;
  const other = same ? changeText(before, after) : after === undefined ? title : say`another agent`;
  return { what: "again", expected: "same", actual: isMet ? "same" : other, isMet };
}

type Registered = Extract<Expectation, { kind: "registered" }>;

function recordFacts(outcome: Outcome, { fields, replaces }: Registered): readonly Fact[] {
  const { registration, answer, store } = outcome;
  if (registration?.kind !== "added") return [];
  const { entry } = registration;
  // Id, name, address and key are separated by the blanks of the line; the others may contain blanks themselves.
  const line = store.lineOf(entry);
  const address = line.slice(entry.id.length + entry.name.length + 2, line.length - entry.key.length - 1);
  const given = answer?.kind === "agent" ? answer.agent.ip : undefined;
  const values: Readonly<Record<AgentField, readonly ByteString[]>> = {
    id: [entry.id],
    name: [entry.name],
    ip: given === undefined || given === address ? [address] : [address, given],
    key: [entry.key],
  };
  const mask = new KeyMask([textFromBytes(entry.key)]);
  const facts = agentFields.flatMap((field): Fact[] => {
    const wanted = fields[field];
    if (wanted === undefined) return [];
    return [field === "key" ? keyFact(wanted, entry.key) : fieldFact(field, wanted, values[field], mask)];
  });
  if (replaces === undefined) return facts;
  return [
    ...facts,
    replacedFact(
      replaces,
      registration.replaced.map(({ id }) => textFromBytes(id)),
    ),
  ];
}

function fieldFact(what: string, wanted: TextWanted, values: readonly ByteString[], mask: KeyMask): Fact {
  const texts = values.map(textFromBytes);
  return {
    what,
    expected: mask.hide(shown(wanted)),
    actual: mask.hide(texts.reduce((one, other) => say`${one}, printed as ${other}`)),
    isMet: texts.some((text) => isMet(wanted, text)),
  };
}

function keyFact(wanted: TextWanted, key: ByteString): Fact {
  const met =
    wanted.kind === "fingerprint" ? keyFingerprint(key) === wanted.digits : isMet(wanted, textFromBytes(key));
  const expected =
    wanted.kind === "text"
      ? maskedKey(bytesFromText(wanted.text))
      : new KeyMask([textFromBytes(key)]).hide(shown(wanted));
  return { what: "key", expected, actual: maskedKey(key), isMet: met };
}

/** Every expected id once, and no others. */
export function replacedFact(wanted: readonly TextWanted[], ids: readonly string[]): Fact {
  const left = [...ids];
  const missing = wanted.filter((each) => {
    const at = left.findIndex((id) => isMet(each, id));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const list = (texts: readonly string[]): string => (texts.length === 0 ? say`none` : texts.join(", "));
  return {
    what: "replaces",
    expected: list(wanted.map(shown)),
    actual: list(ids),
    isMet: missing.length === 0 && left.length === 0,
  };
}

export function isMet(wanted: TextWanted, text: string): boolean {
  switch (wanted.kind) {
    case "text":
      return wanted.text === text;
    case "pattern":
      return wanted.pattern.test(text);
    case "fingerprint":
      return keyFingerprint(bytesFromText(text)) === wanted.digits;
  }
}

export function shown(wanted: TextWanted): string {
  switch (wanted.kind) {
    case "text":
      return wanted.text;
    case "pattern":
      return `/${wanted.pattern.source}/`;
    case "fingerprint":
      return say`fingerprint ${wanted.digits}`;
  }
}

/** The expectation in a few words, for a heading: `registered as 001`, `error answer 4`, `refused 9012`. */
export function expectationText(expectation: Expectation): string {
  const mask = new KeyMask();
  const withValue = (words: string, wanted: TextWanted | undefined): string =>
    mask.hide(wanted === undefined ? words : `${words} ${shown(wanted)}`);
  switch (expectation.kind) {
    case "good-end":
      return say`any outcome that passes`;
    case "fails":
      return expectation.verdict;
    case "refused":
      return withValue(say`refused`, expectation.code);
    case "error":
      return withValue(say`error answer`, expectation.number);
    case "registered":
      return expectation.fields.id === undefined
        ? say`registered`
        : withValue(say`registered as`, expectation.fields.id);
  }
}
