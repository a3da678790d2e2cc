/** One started process: its end, its streams, its group. The only place where a script is started. */

import { constants, setPriority } from "node:os";
import { execa } from "execa";
import type { Execution } from "../../manager/index.ts";
import type { Channel, Reader } from "./channel.ts";
import { type Launch, stepName } from "./launch.ts";
import { errorName } from "./look-up.ts";
import type { Surroundings } from "./surroundings.ts";

export type End = Execution["end"];

export interface Child {
  /** Also the number of its process group and session. */
  readonly pid: number;
  readonly readers: readonly Reader[];
  /** Resolves when the output is at its end, or more came than the manager reads. */
  readonly closed: Promise<unknown>;
  /** Resolves when the process itself has ended. */
  readonly exited: Promise<End>;
  /** False where the priority could not be lowered. */
  readonly niced: boolean;
}

export type Start =
  | { readonly kind: "started"; readonly child: Child }
  /** `code` is the system's name of the error. */
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

/** Starts a program in a session of its own, with nothing to read and no terminal. */
export async function startChild(
  launch: Launch,
  surroundings: Surroundings,
  channel: Channel,
  onBytes: (bytes: number) => void,
): Promise<Start> {
  const argv0 = stepName(launch);
  const subprocess = execa(launch.file, launch.words, {
    ...(argv0 === undefined ? {} : { argv0 }),
    cwd: surroundings.workingDirectory,
    env: surroundings.environment,
    extendEnv: false,
    stdin: "ignore",
    stdout: stdioOf(channel.stdout),
    stderr: stdioOf(channel.stderr),
    detached: process.platform !== "win32",
    windowsHide: true,
    cleanup: false,
    buffer: false,
    reject: false,
  });
  const readers = channel.read([subprocess.stdout ?? undefined, subprocess.stderr ?? undefined], onBytes);
  const { pid } = subprocess;
  if (pid === undefined) {
    for (const reader of readers) reader.stop();
    const { originalMessage, cause, code } = await subprocess;
    return { kind: "refused", code: code ?? errorName(cause) ?? "", message: originalMessage ?? "" };
  }
  const exited = new Promise<End>((resolve) => {
    // The event comes a good deal earlier than the result of the whole call.
    subprocess.once("exit", (code, signal) => {
      resolve(signal === null ? { kind: "exit", code: code ?? 0 } : { kind: "signal", signal });
    });
  });
  const closed = Promise.all(readers.map((reader) => reader.closed));
  const niced = surroundings.nice === 0 || lowerPriority(pid, surroundings.nice);
  return { kind: "started", child: { pid, readers, closed, exited, niced } };
}

/** Any descriptor is handed to the child as it is; execa's types only name the smallest. */
function stdioOf(end: number | "pipe"): "pipe" | 3 {
  return end === "pipe" || !isDescriptor(end) ? "pipe" : end;
}

function isDescriptor(end: number): end is 3 {
  return Number.isInteger(end);
}

function lowerPriority(pid: number, nice: number): boolean {
  try {
    setPriority(pid, Math.min(nice, constants.priority.PRIORITY_LOW));
    return true;
  } catch (error) {
    // A process that is already gone needs no priority.
    return (
      errorName(error) === "ERR_SYSTEM_ERROR" && error instanceof Error && error.message.includes("ESRCH")
    );
  }
}
