/** Making findings, and putting the gravest first. */

import type { Span } from "../../manager/index.ts";
import { type Severity, severities } from "../severity.ts";
import { type AnswerRuleCode, answerRules } from "./rules.ts";
import type { AnswerFinding } from "./verdict.ts";

/** A finding of a rule; `severity` where this case is graver or lighter than the rule's usual one. */
export function finding(
  rule: AnswerRuleCode,
  message: string,
  span?: Span | undefined,
  severity?: Severity,
): AnswerFinding {
  const { authority, advice, severity: usual } = answerRules[rule];
  return { authority, rule, severity: severity ?? usual, message, advice: advice(), span };
}

/** The same with advice that fits this case better than the rule's own; undefined leaves it as it is. */
export function withAdvice(given: AnswerFinding, advice: string | undefined): AnswerFinding {
  return advice === undefined ? given : { ...given, advice };
}

/** The gravest first; among equals what the manager does before what the documentation says, then in order of place. */
export function byGravity(findings: readonly AnswerFinding[]): readonly AnswerFinding[] {
  const rank = (each: AnswerFinding): number =>
    severities.indexOf(each.severity) * 2 + (each.authority === "manager" ? 0 : 1);
  return findings.toSorted((a, b) => rank(a) - rank(b) || (a.span?.start ?? 0) - (b.span?.start ?? 0));
}
