/** Whether the runs of a registration script are as expected, and if not, how they differ. */

import { KeyMask } from "../../core/lint/mask.ts";
import type { RunRuleCode } from "../../core/lint/registration-run/rules.ts";
import { isProblem } from "../../core/lint/severity.ts";
import {
  type Comparison,
  comparisonOf,
  type Fact,
  isMet,
  type RegistrationExpectation,
  replacedFact,
  shown,
  shownFields,
  type TextWanted,
} from "../../core/suite/index.ts";
import { say } from "../../core/words/index.ts";
import type { RunTitle, ScriptRun } from "../script-run.ts";
import type { ScriptTest } from "../script-test.ts";

export function expectRuns({ runs, findings }: ScriptTest, expectation: RegistrationExpectation): Comparison {
  const first = runOf(runs, "first run");
  const second = runOf(runs, "second run");
  const { registered, replaces, message, secondRun, exitCode } = expectation;
  return comparisonOf([
    ...(registered === undefined ? [] : registeredFacts(first, registered)),
    ...(replaces === undefined
      ? []
      : [
          replacedFact(
            replaces,
            (first?.removed ?? []).map(({ id }) => id),
          ),
        ]),
    ...(message === undefined ? [] : [messageFact(first, message)]),
    ...(exitCode === undefined
      ? []
      : [fact(say`exit code`, String(exitCode), String(first?.exitCode ?? first?.end))]),
    ...(secondRun === undefined ? [] : [fact(say`second run`, secondRun, whatItDid(second))]),
    ...(expectation.findings === undefined
      ? []
      : [fact(say`findings`, list(expectation.findings), list(problemRules(findings)))]),
  ]);
}

export function runOf(runs: readonly ScriptRun[], title: RunTitle): ScriptRun | undefined {
  return runs.find((each) => each.title === title);
}

/** The rules with an error or a warning. */
export function problemRules(findings: ScriptTest["findings"]): readonly RunRuleCode[] {
  return findings.filter(({ severity }) => isProblem(severity)).map(({ rule }) => rule);
}

function fact(what: string, expected: string, actual: string): Fact {
  return { what, expected, actual, isMet: expected === actual };
}

function list(rules: readonly string[]): string {
  return rules.length === 0 ? say`none` : [...new Set(rules)].sort().join(", ");
}

function registeredFacts(
  first: ScriptRun | undefined,
  wanted: NonNullable<RegistrationExpectation["registered"]> | false,
): readonly Fact[] {
  const [agent, ...others] = first?.added ?? [];
  const actual =
    agent === undefined
      ? say`not registered`
      : others.length === 0
        ? say`registered`
        : say`${others.length + 1} agents registered`;
  if (wanted === false) return [fact("client.keys", say`not registered`, actual)];
  const head = fact("client.keys", say`registered`, actual);
  if (agent === undefined) return [head];
  return [
    head,
    ...shownFields.flatMap((field): readonly Fact[] => {
      const text = wanted[field];
      if (text === undefined) return [];
      return [{ what: field, expected: shown(text), actual: agent[field], isMet: isMet(text, agent[field]) }];
    }),
  ];
}

/** What the manager logged in a run, then what it answered. */
export function saidIn(run: ScriptRun | undefined): readonly string[] {
  return [
    ...(run?.log ?? []).map(({ text }) => text),
    ...(run?.exchanges ?? []).flatMap(({ answered }) => answered ?? []),
  ];
}

/** Everything that the manager said, if none of it matches. */
function messageFact(first: ScriptRun | undefined, wanted: TextWanted): Fact {
  const said = saidIn(first);
  const mask = new KeyMask();
  const found = said.find((text) => isMet(wanted, text));
  return {
    what: "message",
    expected: mask.hide(shown(wanted)),
    actual: found ?? (said.length === 0 ? say`nothing` : said.join(" ⏎ ")),
    isMet: found !== undefined,
  };
}

export function whatItDid(second: ScriptRun | undefined): string {
  if (second === undefined || second.obstacle !== undefined) return say`not made`;
  if (second.added.length === 0) return second.removed.length === 0 ? "unchanged" : "removed";
  return second.removed.length === 0 ? "added" : "replaced";
}
