/** The entry point of the explanations: of the manager's messages and of the rules about answers. */

export { type Cause, type CauseKey, causes } from "./causes/index.ts";
export { explainLog, matchWording } from "./explain-log.ts";
export { type ExplainedMessage, explainMessage } from "./explain-message.ts";
export { type ExplainedRule, explainRule } from "./explain-rule.ts";
export { explanations } from "./explanations.ts";
export { type LogLineParts, readLogLine } from "./log-line.ts";
export { searchLog } from "./search-log.ts";

export { type Wording, wordings, writerOf } from "./wordings.ts";
