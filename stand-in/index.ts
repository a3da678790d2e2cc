/** The stand-in manager and the clients that try it. The one place that listens on ports. */

export { enroll } from "./enroll.ts";
export { type KnockResult, knock } from "./knock.ts";
export type { ShownLine } from "./log.ts";
export type { ScriptFinding } from "./script-findings.ts";
export { places, type ScriptRun, type ScriptTest, testRegistrationScript } from "./script-test.ts";
export { type StandIn, type StandInEvents, type StandInOptions, startStandIn } from "./stand-in.ts";
