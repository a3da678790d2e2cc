/** How the manager reads the end of a script: only the exit code counts, and a death by a signal reads as 0. */

import { type ByteString, cString } from "../bytes.ts";
import type { ManagerLog } from "../messages.ts";
import type { Release } from "../releases.ts";

/** Bytes of output after which the manager stops reading. */
export const OUTPUT_LIMIT = 64 * 1024 * 1024;

/** One run of a script, as seen from outside. */
export interface Execution {
  /** The configured exec_path, as the log shows it. */
  readonly execPath: ByteString;
  /** exec_path, selector and value in one line. */
  readonly commandLine: ByteString;
  /** Both streams in the order of arrival, as far as the manager reads them. */
  readonly output: ByteString;
  readonly end:
    | { readonly kind: "exit"; readonly code: number }
    | { readonly kind: "signal"; readonly signal: string }
    /** The program could not be started; the child that tried exits with 127. */
    | { readonly kind: "not-started"; readonly reason: string }
    /** No process could be made at all. */
    | { readonly kind: "no-process"; readonly reason: string };
  /** It was still running, or held its output open, when we ended it. The manager waits for it without a limit. */
  readonly ranOn?: boolean;
  /** The pipe was still open when the timeout ended. */
  readonly timedOut: boolean;
  /** The script wrote more than the manager reads. */
  readonly overLimit: boolean;
}

/** Why the output does not count. */
export type ExecutionRefusal = "cannot-run" | "exit-code" | "timed-out" | "cannot-execute" | "hangs";

export type ExecutionReading =
  | { readonly kind: "output"; readonly output: ByteString }
  | { readonly kind: "refused"; readonly reason: ExecutionRefusal };

/** The exit code that the manager sees. */
export function exitCodeSeen(execution: Execution): number {
  switch (execution.end.kind) {
    case "exit":
      return execution.end.code;
    case "signal":
      return 0;
    default:
      return 127;
  }
}

/** Whether the output is read as an answer, and the lines that are logged meanwhile. */
export function readExecution(execution: Execution, release: Release, log: ManagerLog): ExecutionReading {
  const refused = (reason: ExecutionRefusal): ExecutionReading => ({ kind: "refused", reason });
  if (execution.overLimit) log.add("output-limit");
  if (execution.end.kind === "no-process") {
    log.add("cannot-execute", execution.execPath);
    return refused("cannot-execute");
  }
  const tooLate = execution.timedOut && release.afterTimeout === "discarded";
  // Nothing is logged: the worker waits for the end of the process before it does anything else.
  if (execution.ranOn === true && !tooLate) return refused("hangs");
  const code = exitCodeSeen(execution);
  if (code === 127) {
    log.add("invalid-command", execution.commandLine, 0, "Success");
    log.add("cannot-run", execution.execPath);
    return refused("cannot-run");
  }
  if (tooLate) {
    log.add("timed-out", execution.execPath);
    return refused("timed-out");
  }
  if (code !== 0) {
    log.add("exit-code", execution.execPath, code);
    return refused("exit-code");
  }
  log.add("exec-output", cString(execution.output));
  return { kind: "output", output: execution.output };
}
