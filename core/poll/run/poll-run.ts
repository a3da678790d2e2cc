/** The result of running a poll script once. */

import type { ByteString, Execution, Source } from "../../manager/index.ts";
import type { ProfileName } from "./options.ts";

/** A fact about the manager that a run here cannot reproduce, only mention. */
export interface Note {
  readonly code: NoteCode;
  readonly text: string;
}

export type NoteCode =
  | "user"
  | "working-directory"
  | "environment"
  | "descriptors"
  | "signals"
  | "priority"
  | "separate-pipes"
  | "escape"
  | "platform"
  | "program-not-found"
  | "carriage-return"
  | "byte-order-mark"
  | "backslash"
  | "interpreter";

const explanations: ReadonlySet<NoteCode> = new Set([
  "program-not-found",
  "carriage-return",
  "byte-order-mark",
  "backslash",
  "interpreter",
]);

/** Whether a note explains why a script failed, rather than how the run differs from the manager's. */
export function isExplanation({ code }: Note): boolean {
  return explanations.has(code);
}

/** Why a program cannot be started. The manager only sees 127. */
export interface Obstacle {
  readonly code: ObstacleCode;
  /** The file that causes it. */
  readonly path: string;
  /** What happened, why, and what to do. */
  readonly message: string;
}

export type ObstacleCode =
  | "empty-program"
  | "missing"
  | "not-in-path"
  | "directory"
  | "not-a-file"
  | "not-executable"
  | "not-searchable"
  | "interpreter-missing"
  | "carriage-return"
  | "not-startable";

/** A process that outlived the run and was ended. The manager would not have ended it. */
export interface Leftover {
  readonly pid: number;
  /** The program's short name; `its group` where the system shows no single process. */
  readonly name: string;
  readonly place: "script" | "script-group" | "own-session";
  /** It still had the output pipe open. */
  readonly heldPipe: boolean;
  /** False if even SIGKILL did not end it within two seconds, or if we may not signal it. */
  readonly ended: boolean;
}

/** What the run does to the manager's thread that called the script. */
export type ThreadFate =
  /** The thread is free again, this many milliseconds after the timeout (0 if there was none). */
  | { readonly kind: "free"; readonly lateMs: number }
  /**
   * The thread still waited when we gave up. It waits until the script ends by itself or the pipe is closed, possibly
   * forever. `waitsFor` says for which of the two.
   */
  | {
      readonly kind: "lost";
      readonly waitsFor: "script" | "open-pipe" | "script-after-closing";
      readonly watchedMs: number;
    };

/** The output separated into its streams, by a second run with a pipe for each. */
export interface Streams {
  readonly stdout: ByteString;
  readonly stderr: ByteString;
  /** Where each stream's bytes are in the output of the first run. Undefined if the two runs differ. */
  readonly spans: readonly StreamSpan[] | undefined;
}

export interface StreamSpan {
  readonly stream: "stdout" | "stderr";
  /** Offset of the first byte, and of the byte after the last. */
  readonly start: number;
  readonly end: number;
}

export interface PollRun {
  readonly execution: Execution;
  /** Empty if nothing was run. */
  readonly argv: readonly ByteString[];
  /** Why nothing was run, if so: the command line is too long, or the manager's child crashed while splitting it. */
  readonly notRun: "too-long" | "child-crash" | undefined;
  readonly obstacle: Obstacle | undefined;
  readonly profile: ProfileName;
  readonly workingDirectory: string;
  /** Names of the variables in the script's environment. */
  readonly environmentNames: readonly string[];
  readonly startedAt: Date;
  /** From the start until the manager's thread was free, or until we stopped watching. */
  readonly durationMs: number;
  readonly streams: Streams | undefined;
  readonly thread: ThreadFate;
  readonly notes: readonly Note[];
  readonly leftover: readonly Leftover[];
  readonly cancelled: boolean;
}

/** The run in the form that the model reads. */
export function sourceOf(run: PollRun): Source {
  if (run.notRun === "too-long") return { kind: "command-too-long" };
  const { execution, thread } = run;
  return { kind: "execution", execution: { ...execution, ranOn: thread.kind === "lost" } };
}
