/** How a script or a daemon was asked, and what there is to know about it beside the verdict. */

import type { VerdictState } from "../../core/lint/answer/index.ts";
import type {
  Cause,
  Leftover,
  Note,
  Obstacle,
  OutputDifference,
  PrintedView,
  ProfileName,
  Reply,
  ThreadFate,
  Variation,
} from "../../core/poll/index.ts";
import type { FileFinding, SeverityTotals } from "./report.ts";

export interface ScriptFacts {
  /** The command line as given, without selector and value. */
  readonly execPath: string;
  readonly profile: ProfileName;
  readonly timeoutSeconds: number;
  readonly workingDirectory: string;
  /** In what the runs differ from the manager's. */
  readonly notes: readonly Note[];
}

export interface SocketFacts {
  readonly path: string;
  /** The daemon that was started for the test. */
  readonly daemon?: DaemonFacts;
  /** In what asking differs from the manager's. */
  readonly notes: readonly Note[];
}

export interface DaemonFacts {
  /** Keys masked. */
  readonly command: string;
  /** How it ended before the test was over; left out where it was ended with the test. */
  readonly end?: RunEnd;
  /** What it wrote to standard error, keys masked. */
  readonly errorOutput: PrintedView;
}

/** What holds in an `ossec.conf`, and what there is to say about it. */
export interface ConfigFacts {
  readonly path: string;
  /** The manager calls the script or the socket. */
  readonly polls: boolean;
  /** Why it does not. */
  readonly reason?: string;
  /** What holds, keys masked; empty for a file that cannot be read. */
  readonly settings: readonly {
    readonly name: string;
    readonly value: string;
    /** The file does not say it. */
    readonly isDefault: boolean;
  }[];
  readonly findings: readonly FileFinding[];
  readonly totals: SeverityTotals;
}

export interface RunFacts {
  readonly durationMs: number;
  readonly argv: readonly string[];
  readonly end: RunEnd;
  readonly timedOut: boolean;
  readonly thread: ThreadFate;
  readonly obstacle?: Obstacle;
  /** Why the script found no program. */
  readonly notes: readonly Note[];
  readonly leftover: readonly Leftover[];
}

export type RunEnd =
  | { readonly kind: "exit"; readonly code: number }
  | { readonly kind: "signal"; readonly signal: string }
  | { readonly kind: "not-started" | "no-process"; readonly reason: string };

/** What came over a socket. */
export interface SocketReply {
  readonly durationMs: number;
  /** The connection that the manager makes and closes at its start: accepted, or why not. */
  readonly emptyConnection?: string;
  /** Tries to connect that failed, each with its reason. */
  readonly failures: readonly string[];
  /** Left out where no connection came about. */
  readonly reply?: Reply["kind"];
  /** Bytes that came after the manager's only receive. */
  readonly lostBytes: number;
  readonly fellBack: boolean;
  /** What kept the question from being asked. */
  readonly obstacle?: string;
}

export interface StreamFacts {
  readonly stdoutBytes: number;
  readonly stderrBytes: number;
  /** Both runs printed the same, so that every byte has its stream. */
  readonly matched: boolean;
  /** In standard output alone the manager would find an answer. */
  readonly stdoutHoldsAnswer: boolean;
  readonly stderr: PrintedView;
}

/** The verdict beside it is the worst of all runs. */
export interface RepeatFacts {
  readonly runs: number;
  readonly minMs: number;
  readonly medianMs: number;
  readonly maxMs: number;
  /** In what the runs differ; left out where all gave the same. */
  readonly varies?: Variation["what"];
  /** Runs that agree, the largest group first. */
  readonly groups: readonly RepeatGroup[];
  /** Where the outputs of the first two groups part; left out where they are the same. */
  readonly difference?: OutputDifference;
}

export interface RepeatGroup {
  readonly state: VerdictState;
  readonly title: string;
  /** Places of the runs, from 1. */
  readonly runs: readonly number[];
}

export interface ComparisonFacts {
  readonly state: VerdictState;
  readonly title: string;
  readonly consequence: string;
  readonly run: RunFacts;
  readonly workingDirectory: string;
  /** The line that would land in `client.keys`, key masked. */
  readonly landing?: string;
  /** What differs from the run in the manager's surroundings; left out where nothing does. */
  readonly differs?: Variation["what"];
  /** Where the output of the manager's surroundings and one's own part; left out where they are the same. */
  readonly difference?: OutputDifference;
  /** What alone makes the difference in the verdict; left out where nothing that was tried does. */
  readonly cause?: Cause;
}
