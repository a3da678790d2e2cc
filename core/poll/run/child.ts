/** One started process: its end, its streams, its group. The only place that starts a script. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { constants, setPriority } from "node:os";
import type { Readable } from "node:stream";
import type { Execution } from "../../manager/index.ts";
import { here } from "../../platform/index.ts";
import type { Channel, Reader } from "./channel.ts";
import { type Launch, stepName } from "./launch.ts";
import { errorName } from "./look-up.ts";
import type { Surroundings } from "./surroundings.ts";

export type End = Execution["end"];

export interface Child {
  /** Also the number of its process group and session. */
  readonly pid: number;
  readonly readers: readonly Reader[];
  /** Resolves at the end of the output, or when it exceeds what the manager reads. */
  readonly closed: Promise<unknown>;
  /** Resolves when the process itself has ended. */
  readonly exited: Promise<End>;
  /** False if the priority could not be lowered. */
  readonly niced: boolean;
}

export type Start =
  | { readonly kind: "started"; readonly child: Child }
  /** `code` is the system's name for the error. */
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

/** Starts a program in its own session, without input or a terminal. */
export async function startChild(
  launch: Launch,
  surroundings: Surroundings,
  channel: Channel,
  onBytes: (bytes: number) => void,
): Promise<Start> {
  const spawned = await spawnProgram(launch, surroundings, channel);
  const streams: (Readable | undefined)[] =
    spawned instanceof Error ? [] : [spawned.stdout ?? undefined, spawned.stderr ?? undefined];
  const readers = channel.read(streams, onBytes);
  if (spawned instanceof Error) {
    for (const reader of readers) reader.stop();
    return { kind: "refused", code: errorName(spawned) ?? "", message: spawned.message };
  }
  const { process: subprocess, pid } = spawned;
  const exited = new Promise<End>((resolve) => {
    subprocess.once("exit", (code, signal) => {
      resolve(signal === null ? { kind: "exit", code: code ?? 0 } : { kind: "signal", signal });
    });
  });
  const closed = Promise.all(readers.map((reader) => reader.closed));
  const niced = surroundings.nice === 0 || lowerPriority(pid, surroundings.nice);
  return { kind: "started", child: { pid, readers, closed, exited, niced } };
}

interface Spawned {
  readonly pid: number;
  readonly process: Pick<ChildProcess, "once">;
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
}

/** The process, or the error with which the system refused to start it. */
async function spawnProgram(
  launch: Launch,
  surroundings: Surroundings,
  channel: Channel,
): Promise<Spawned | Error> {
  const { environment, workingDirectory } = surroundings;
  const argv0 = stepName(launch);
  const options = { cwd: workingDirectory, ...(argv0 === undefined ? {} : { argv0 }) };
  if (!here.isUnix) return spawnOnWindows(launch, options, environment);
  try {
    // Node's own spawn passes exactly these descriptors and adds no time to a run.
    const subprocess = spawn(launch.file, launch.words, {
      ...options,
      env: environment,
      stdio: ["ignore", channel.stdout, channel.stderr],
      detached: true,
    });
    const { pid, stdout, stderr } = subprocess;
    return pid === undefined ? await errorOf(subprocess) : { process: subprocess, pid, stdout, stderr };
  } catch (error) {
    return asError(error);
  }
}

/** A shell runs batch files there. execa quotes their arguments for it. */
export async function spawnOnWindows(
  launch: Launch,
  options: { readonly cwd: string },
  environment: Readonly<Record<string, string>>,
): Promise<Spawned | Error> {
  const { execa } = await import("execa");
  const subprocess = execa(launch.file, launch.words, {
    ...options,
    env: environment,
    extendEnv: false,
    stdin: "ignore",
    windowsHide: true,
    buffer: false,
    reject: false,
  });
  const { pid, stdout, stderr } = subprocess;
  return pid === undefined ? asError((await subprocess).cause) : { process: subprocess, pid, stdout, stderr };
}

async function errorOf(subprocess: ChildProcess): Promise<Error> {
  const [error]: unknown[] = await once(subprocess, "error");
  return asError(error);
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** False if it stays as it is. */
export function lowerPriority(pid: number, nice: number): boolean {
  try {
    setPriority(pid, Math.min(nice, constants.priority.PRIORITY_LOW));
    return true;
  } catch (error) {
    // A process that is already gone needs no priority.
    return error instanceof Error && error.message.includes("ESRCH");
  }
}
