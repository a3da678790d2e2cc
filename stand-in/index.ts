/** The stand-in manager and the clients that test it. The one place that listens on ports. */

export { enroll } from "./enroll.ts";
export type { Exchange } from "./exchange.ts";
export { type KnockResult, knock } from "./knock.ts";
export type { ShownLine } from "./log.ts";
export type { StandIn, StandInEvents, StandInOptions } from "./options.ts";
export { Passages } from "./passages.ts";
export { passagesReport } from "./passages-report.ts";
export type { ScriptFinding } from "./script-findings.ts";
export type { ScriptRun } from "./script-run.ts";
export { type ScriptTest, type ScriptTestOptions, testRegistrationScript } from "./script-test.ts";
export { startStandIn } from "./stand-in.ts";
export {
  type RegistrationResult,
  runRegistrationSuite,
} from "./suite/run-registration-suite.ts";
export { isSameRegistration, type JudgedRuns, takeRunsAsExpected } from "./suite/take-runs.ts";
export { runTool, type ToolRun } from "./tools/run-tool.ts";
