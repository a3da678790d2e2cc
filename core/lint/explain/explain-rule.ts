/** A rule with the place of its page. */

import { type AnswerRule, type AnswerRuleCode, answerRules } from "../answer/rules.ts";

export interface ExplainedRule extends Omit<AnswerRule, "advice"> {
  readonly advice: string;
  readonly code: AnswerRuleCode;
  /** The page, as a path in the project. The faces know where that is. */
  readonly page: string;
}

/** The rule about answers with this code, or undefined. */
export function explainRule(code: string): ExplainedRule | undefined {
  if (!isRule(code)) return undefined;
  const { advice, ...rule } = answerRules[code];
  return { ...rule, advice: advice(), code, page: `docs/rules/${code}.md` };
}

function isRule(code: string): code is AnswerRuleCode {
  return Object.hasOwn(answerRules, code);
}
