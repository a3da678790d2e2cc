/** What tests of a script and checks of an answer say, in the form that every output format is made from. */

import type { AnswerFinding, ShownLogLine, VerdictState } from "../../core/lint/answer/index.ts";
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

/** Who was asked, and what around it is the same for every question. */
interface TestReport extends ReportHead {
  /** How the script was run; left out for an answer that was handed in. */
  readonly script?: ScriptFacts;
  /** The daemon that was asked first. */
  readonly socket?: SocketFacts;
  /** The file that the verdicts are about: the script, or the one with the answer. */
  readonly file?: string;
  /** The `ossec.conf` that settings were taken from. */
  readonly config?: ConfigFacts;
  /** The user ended it; a run that was under way has no result. */
  readonly cancelled: boolean;
}

/** What `keypoll test` and `keypoll answer` say. */
export interface PollReport extends TestReport {
  readonly command: "test" | "answer";
  readonly polls: readonly PollResult[];
  /** Requests that were not made, because the script cannot be started or the run was cancelled. */
  readonly notMade: readonly string[];
  readonly totals: PollTotals;
}

/** A verdict without the model's own objects, and the run that led to it. */
export interface PollResult {
  readonly request: string;
  readonly state: VerdictState;
  readonly title: string;
  readonly consequence: string;
  readonly advice?: string;
  /** The line that lands in `client.keys`, key masked. */
  readonly landing?: string;
  readonly removed: readonly string[];
  readonly log: readonly ReportedLogLine[];
  readonly findings: readonly AnswerFinding[];
  /** What the manager would meet next, once the findings are fixed; it does not get there. */
  readonly next: readonly AnswerFinding[];
  readonly run?: RunFacts;
  readonly socket?: SocketReply;
  /** What came back; left out where nothing did. */
  readonly printed?: PrintedView;
  /** Where the manager finds no answer: what a second run says about the two streams. */
  readonly streams?: StreamFacts;
  /** Of a request that was made several times. */
  readonly repeats?: RepeatFacts;
  /** The same request in one's own surroundings. */
  readonly comparison?: ComparisonFacts;
}

/** What `keypoll test --torture` says. */
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
  /** What must hold. */
  readonly expected: string;
  /** What came, and how often. */
  readonly seen: readonly { readonly what: string; readonly times: number }[];
  /** What is wrong, or why the case was not checked. */
  readonly message?: string;
  readonly why: string;
  readonly durationMs: number;
}

export interface ReportedLogLine extends ShownLogLine {
  /** This line says most about the verdict among those that a default manager does not write. */
  readonly telling: boolean;
}

export interface PollTotals {
  readonly polls: number;
  readonly registered: number;
  readonly answeredNo: number;
  readonly failed: number;
}
