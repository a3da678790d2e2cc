/** The face of the explanations: of the manager's messages and of the rules about answers. */

export { type ExplainedLine, explainLog } from "./explain-log.ts";
export { type ExplainedMessage, explainMessage } from "./explain-message.ts";
export { type ExplainedRule, explainRule, rulePage } from "./explain-rule.ts";
export type { LogLineParts } from "./log-line.ts";
export { searchLog } from "./search-log.ts";
