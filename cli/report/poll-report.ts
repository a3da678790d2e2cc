/** The results of tests of a script and checks of an answer, from which every output format is made. */

import type { ShownLogLine, ShownVerdict } from "../../core/lint/answer/index.ts";
import type { PrintedView } from "../../core/poll/index.ts";
import type { ReportHead } from "./report.ts";
import type {
  ComparisonFacts,
  ConfigFacts,
  RepeatFacts,
  RunFacts,
  ScriptFacts,
  SocketFacts,
  SocketReply,
  StreamFacts,
} from "./run-facts.ts";

/** What was asked, and the surroundings that all requests share. */
interface TestReport extends ReportHead {
  /** How the script was run. Left out for an existing answer. */
  readonly script?: ScriptFacts;
  /** The daemon that was asked first. */
  readonly socket?: SocketFacts;
  /** The file that the verdicts are about: the script, or the file with the answer. */
  readonly file?: string;
  /** The `ossec.conf` with the settings of the test. */
  readonly config?: ConfigFacts;
  /** The user ended it. A run in progress has no result. */
  readonly cancelled: boolean;
}

/** The result of `keypoll test` and `keypoll answer`. */
export interface PollReport extends TestReport {
  readonly command: "test" | "answer";
  readonly polls: readonly PollResult[];
  /** Requests that were not made, because the script cannot be started or the run was cancelled. */
  readonly notMade: readonly string[];
  readonly totals: PollTotals;
}

/** A verdict without the model's own objects, and the run that led to it. */
export interface PollResult extends ShownVerdict {
  readonly log: readonly ReportedLogLine[];
  readonly run?: RunFacts;
  readonly socket?: SocketReply;
  /** The output. Left out if there was none. */
  readonly printed?: PrintedView;
  /** If the manager finds no answer: what a second run shows about the two streams. */
  readonly streams?: StreamFacts;
  /** For a request that was made several times. */
  readonly repeats?: RepeatFacts;
  /** The same request in the user's own surroundings. */
  readonly comparison?: ComparisonFacts;
}

/** The result of `keypoll test --torture`. */
export interface TortureReport extends TestReport {
  readonly command: "test-torture";
  readonly cases: readonly TortureFacts[];
  /** Cases that were not reached. */
  readonly notRun: readonly string[];
  readonly totals: {
    readonly cases: number;
    readonly held: number;
    readonly broken: number;
    readonly notChecked: number;
  };
}

export interface TortureFacts {
  readonly name: string;
  readonly verdict: "held" | "broken" | "not-checked";
  /** Each request once. */
  readonly asked: readonly string[];
  /** What must be true. */
  readonly expected: string;
  /** What the script gave, and how often. */
  readonly seen: readonly { readonly what: string; readonly times: number }[];
  /** What is wrong, or why the case was not checked. */
  readonly message?: string;
  readonly why: string;
  readonly durationMs: number;
}

export interface ReportedLogLine extends ShownLogLine {
  /** This line is the most informative about the verdict among those that a default manager does not log. */
  readonly telling: boolean;
}

export interface PollTotals {
  readonly polls: number;
  readonly registered: number;
  readonly answeredNo: number;
  readonly failed: number;
}
