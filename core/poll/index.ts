/** Runs poll scripts as the manager runs them: the one place that starts a process. */

export {
  type Cause,
  type CompareOptions,
  type Comparison,
  compareProfiles,
} from "./compare/compare-profiles.ts";
export {
  type CoveredFile,
  type CoveredLine,
  type CoveredRun,
  type GrammarOf,
  runCovered,
  type SuiteCoverage,
} from "./coverage/index.ts";
export { closeIdleKeeper as endPolling } from "./keeper/keeper-lease.ts";
export { type Judged, type OutputDifference, outputDifference } from "./printed/output-difference.ts";
export { type PrintedLine, type PrintedView, printedIn, printedView } from "./printed/printed-view.ts";
export {
  type Prepared,
  prepareReconcile,
  subjectOfTarget,
} from "./reconcile/prepare.ts";
export {
  type Reconciled,
  type ReconcileOptions,
  type ReconcileStop,
  reconcile,
} from "./reconcile/reconcile-run.ts";
export {
  DEFAULT_LEVELS,
  type FormsOptions,
  formsOf,
  type RehearsalForm,
  type RehearsalOptions,
  type RehearsalProgress,
  type RehearsalSubject,
  rehearse,
  rehearseForms,
  STORM_LIMIT,
  STORM_SECONDS,
  type StormProgress,
  studyPatiently,
  subjectOfSuite,
} from "./rehearsal/index.ts";
export {
  DEFAULT_GRACE,
  DEFAULT_TIMEOUT,
  type PollOptions,
  type PollProgress,
  type ProfileName,
} from "./run/options.ts";
export { runPoll } from "./run/poll.ts";
export {
  isExplanation,
  type Leftover,
  type Note,
  type NoteCode,
  type Obstacle,
  type ObstacleCode,
  type PollRun,
  type StreamSpan,
  type Streams,
  sourceOf,
  type ThreadFate,
} from "./run/poll-run.ts";
export { type ProgramRun, runProgram } from "./run/program.ts";
export { holdsAnswer } from "./run/second-look.ts";
export {
  type AskedSample,
  pollSamples,
  type SamplesOptions,
  type SamplesProgress,
} from "./samples/poll-samples.ts";
export { type ProposedSample, proposeSamples } from "./samples/propose.ts";
export { readSample, type SampleReading } from "./samples/read-sample.ts";
export { type Variation, type VariationGroup, variationOf } from "./samples/variation.ts";
export { type Daemon, type DaemonOptions, type DaemonStart, startDaemon } from "./socket/daemon.ts";
export { daemonIsGone, type Reply } from "./socket/exchange.ts";
export { socketNotes } from "./socket/notes.ts";
export { runSocketRequest, type SocketOptions, type SocketRun } from "./socket/request.ts";
export type { SystemError } from "./socket/system-error.ts";
export {
  builtProgram,
  inFolder,
  isExecutable,
  type OpenedSuite,
  openSuite,
  pathInSuite,
  registrationWords,
  runSuite,
  type SampleResult,
  type SampleState,
  type ScriptCall,
  type SuiteFiles,
  type SuiteOpening,
  type SuiteOptions,
  scriptCall,
  suiteCommand,
  suiteFileBeside,
  suiteFiles,
} from "./suite/index.ts";
export { checkSyntax } from "./syntax/check-syntax.ts";
export { type ConfiguredPolling, configuredPolling } from "./target/configured.ts";
export { type Asking, ask, askingOf, type PollTarget } from "./target/target.ts";
export type { Asked, TortureCase } from "./torture/case.ts";
export { endText } from "./torture/ends.ts";
export {
  DEFAULT_ROW,
  type TortureOptions,
  type TortureResult,
  torture,
  tortureCasesFor,
} from "./torture/torture.ts";
