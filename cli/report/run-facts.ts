/** How a script or a daemon was asked, and facts about it besides the verdict. */

import type { VerdictState, VerdictText } from "../../core/lint/answer/index.ts";
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
  /** The command line as the user wrote it, without selector and value. */
  readonly execPath: string;
  readonly profile: ProfileName;
  readonly timeoutSeconds: number;
  readonly workingDirectory: string;
  /** How the runs differ from the manager's. */
  readonly notes: readonly Note[];
}

export interface SocketFacts {
  readonly path: string;
  /** The daemon that was started for the test. */
  readonly daemon?: DaemonFacts;
  /** How asking differs from the manager's. */
  readonly notes: readonly Note[];
}

export interface DaemonFacts {
  /** Keys masked. */
  readonly command: string;
  /** How it ended before the test was over. Left out if it was ended with the test. */
  readonly end?: RunEnd;
  /** What it wrote to standard error, with keys masked. */
  readonly errorOutput: PrintedView;
}

/** The effective settings of an `ossec.conf`, and its findings. */
export interface ConfigFacts {
  readonly path: string;
  /** The manager calls the script or the socket. */
  readonly polls: boolean;
  /** Why it does not. */
  readonly reason?: string;
  /** What could still keep it from polling. */
  readonly notChecked?: string;
  /** The effective settings, with keys masked. Empty for a file that cannot be read. */
  readonly settings: readonly {
    readonly name: string;
    readonly value: string;
    /** The value is not set in the file. */
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
  /** Why the script's program was not found. */
  readonly notes: readonly Note[];
  readonly leftover: readonly Leftover[];
}

export type RunEnd =
  | { readonly kind: "exit"; readonly code: number }
  | { readonly kind: "signal"; readonly signal: string }
  | { readonly kind: "not-started" | "no-process"; readonly reason: string };

/** The answer of a socket. */
export interface SocketReply {
  readonly durationMs: number;
  /** The connection that the manager opens and closes at its start: accepted, or why not. */
  readonly emptyConnection?: string;
  /** The reasons of connection tries that failed. */
  readonly failures: readonly string[];
  /** Left out if there was no connection. */
  readonly reply?: Reply["kind"];
  /** Bytes that arrived after the manager's only receive. */
  readonly lostBytes: number;
  readonly fellBack: boolean;
  /** What prevented the request. */
  readonly obstacle?: string;
}

export interface StreamFacts {
  readonly stdoutBytes: number;
  readonly stderrBytes: number;
  /** Both runs printed the same, so the stream of every byte is known. */
  readonly matched: boolean;
  /** The manager would find an answer in standard output alone. */
  readonly stdoutHoldsAnswer: boolean;
  readonly stderr: PrintedView;
}

/** The verdict beside it is the worst of all runs. */
export interface RepeatFacts {
  readonly runs: number;
  readonly minMs: number;
  readonly medianMs: number;
  readonly maxMs: number;
  /** How the runs differ. Left out if all are the same. */
  readonly varies?: Variation["what"];
  /** Runs that agree, the largest group first. */
  readonly groups: readonly RepeatGroup[];
  /** Where the outputs of the first two groups begin to differ. Left out if they are the same. */
  readonly difference?: OutputDifference;
}

export interface RepeatGroup {
  readonly state: VerdictState;
  readonly title: string;
  /** Numbers of the runs, from 1. */
  readonly runs: readonly number[];
}

export interface ComparisonFacts extends Omit<VerdictText, "advice"> {
  readonly run: RunFacts;
  readonly workingDirectory: string;
  /** The line that would be added to `client.keys`, with its key masked. */
  readonly landing?: string;
  /** What differs from the run in the manager's surroundings. Left out if nothing does. */
  readonly differs?: Variation["what"];
  /**
   * Where the outputs of the manager's surroundings and the user's own begin to differ. Left out if they are the same.
   */
  readonly difference?: OutputDifference;
  /** The one difference that changes the verdict. Left out if none of the tried ones does. */
  readonly cause?: Cause;
}
