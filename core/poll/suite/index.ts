/** Running suites of samples. */

export { builtProgram, isExecutable, pathInSuite, suiteCommand, suiteFileBeside } from "./first-suite.ts";
export { inFolder, type OpenedSuite, openSuite, type SuiteOpening } from "./open-suite.ts";
export { runSuite, type SampleResult, type SampleState, type SuiteOptions } from "./run-suite.ts";
export { type ScriptCall, scriptCall } from "./script-call.ts";
export { registrationWords, type SuiteFiles, suiteFiles } from "./suite-files.ts";
