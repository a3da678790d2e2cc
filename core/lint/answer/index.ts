/** The face of the rules about answers: from a poll to its verdict. */

export { authdName, pollerName, tagOf } from "./daemons.ts";
export { judge } from "./judge.ts";
export { type AnswerRule, type AnswerRuleCode, answerRules } from "./rules.ts";
export type { AnswerFinding, Authority, ShownLogLine, Verdict, VerdictState } from "./verdict.ts";
