/** Runs poll scripts as the manager runs them: the one place that starts a process. */

export type { Cause } from "./compare/cause.ts";
export { type CompareOptions, type Comparison, compareProfiles } from "./compare/compare-profiles.ts";
export {
  type CoveredFile,
  type GrammarOf,
  runCovered,
  type SuiteCoverage,
} from "./coverage/index.ts";
export { closeIdleKeeper as endPolling } from "./keeper/keeper-lease.ts";
export { type Judged, type OutputDifference, outputDifference } from "./printed/output-difference.ts";
export { type PrintedLine, type PrintedView, printedIn, printedView } from "./printed/printed-view.ts";
export {
  prepareReconcile,
  subjectOfTarget,
} from "./reconcile/prepare.ts";
export {
  type Reconciled,
  type ReconcileStop,
  reconcile,
} from "./reconcile/reconcile-run.ts";
export {
  formsOf,
  type RehearsalOptions,
  type RehearsalProgress,
  type RehearsalSubject,
  rehearse,
  rehearseForms,
  STORM_LIMIT,
  STORM_SECONDS,
  studyPatiently,
  subjectOfSuite,
} from "./rehearsal/index.ts";
export {
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
  type PollRun,
  type Streams,
  sourceOf,
  type ThreadFate,
} from "./run/poll-run.ts";
export { type ProgramRun, runProgram } from "./run/program.ts";
export { holdsAnswer } from "./run/second-look.ts";
export { pollSamples } from "./samples/poll-samples.ts";
export { type ProposedSample, proposeSamples } from "./samples/propose.ts";
export { readSample } from "./samples/read-sample.ts";
export { type Variation, variationOf } from "./samples/variation.ts";
export { type Daemon, startDaemon } from "./socket/daemon.ts";
export { daemonIsGone, type Reply } from "./socket/exchange.ts";
export { socketNotes } from "./socket/notes.ts";
export { runSocketRequest, type SocketOptions, type SocketRun } from "./socket/request.ts";

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

export { endText } from "./torture/ends.ts";
export {
  DEFAULT_ROW,
  type TortureOptions,
  type TortureResult,
  torture,
  tortureCasesFor,
} from "./torture/torture.ts";
