/**
 * The library: what the manager would do with an answer, a script, a suite, a `client.keys`. No result contains a key,
 * unless its documentation says so.
 */

export {
  type AgentRecord,
  type AgentTable,
  addAgent,
  type Change,
  type Extraction,
  extractAgent,
  listAgents,
  type NewAgentRecord,
  type Refusal,
  removeAgent,
} from "./agents.ts";
export { type JudgeOptions, judgeAnswer } from "./answer.ts";
export type { Content } from "./content.ts";
export {
  type Fix,
  type FixedFile,
  fixKeyFile,
  type KeyFileFinding,
  type LintOptions,
  type LintResult,
  lintKeyFile,
  type Position,
  type Range,
  type Related,
  type TextEdit,
} from "./key-file.ts";
export type { ManagerOptions } from "./manager.ts";
export { type Poll, type PollOptions, pollScript } from "./poll.ts";
export {
  type BrokenSuite,
  type Difference,
  runSuite,
  type SampleResult,
  type SuiteOptions,
  type SuiteProblem,
  type SuiteResults,
  type SuiteRun,
} from "./suite.ts";
export type { AnswerFinding, LogLine, Severity, Verdict } from "./verdict.ts";
