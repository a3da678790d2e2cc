/** Makes findings, and sorts them by severity. */

import type { Span } from "../../manager/index.ts";
import { type Severity, severities } from "../severity.ts";
import { type AnswerRuleCode, answerRules } from "./rules.ts";
import type { AnswerFinding } from "./verdict.ts";

/** A finding of a rule. `severity` is set if this case differs from the rule's usual severity. */
export function finding(
  rule: AnswerRuleCode,
  message: string,
  span?: Span | undefined,
  severity?: Severity,
): AnswerFinding {
  const { authority, advice, severity: usual } = answerRules[rule];
  return { authority, rule, severity: severity ?? usual, message, advice: advice(), span };
}

/** The same with advice that suits this case better than the rule's own. Undefined changes nothing. */
export function withAdvice(given: AnswerFinding, advice: string | undefined): AnswerFinding {
  return advice === undefined ? given : { ...given, advice };
}

/** The most severe first; among equals, what the manager does before what the documentation says; then by place. */
export function byGravity(findings: readonly AnswerFinding[]): readonly AnswerFinding[] {
  const rank = (each: AnswerFinding): number =>
    severities.indexOf(each.severity) * 2 + (each.authority === "manager" ? 0 : 1);
  return findings.toSorted((a, b) => rank(a) - rank(b) || (a.span?.start ?? 0) - (b.span?.start ?? 0));
}
