/** What is asked for keys: a script, or the socket of an integration with a script as fallback. */

import type { KeyRequest, Source } from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import type { PollOptions } from "../run/options.ts";
import { runPoll } from "../run/poll.ts";
import { type PollRun, sourceOf } from "../run/poll-run.ts";
import { runSocketRequest, type SocketRun } from "../socket/request.ts";

/** With only `execPath` the script is run. With a socket, that is asked first. */
export interface PollTarget
  extends Omit<PollOptions, "request" | "signal" | "onProgress" | "separateStreams"> {
  /** Asked first. From 4.4 on the script is run if the socket gives nothing. */
  readonly socketPath?: string | undefined;
  /**
   * Everything that tells more about one answer: a second run with a pipe for each stream if the output cannot be read;
   * for a daemon, whether it tolerates the manager's empty connection, and what it sends too late.
   */
  readonly closeLook?: boolean | undefined;
}

/** The result of asking once. */
export interface Asking {
  readonly source: Source;
  /** The run of the script. Undefined if only the socket was asked. */
  readonly run: PollRun | undefined;
  /** Undefined if there is no socket. */
  readonly socket: SocketRun | undefined;
  /** Milliseconds for which the manager's thread would be busy. */
  readonly durationMs: number;
  /** What prevented the request: what happened, why, and what to do. */
  readonly obstacle: string | undefined;
  /** The manager's thread would not return. */
  readonly threadLost: boolean;
  readonly cancelled: boolean;
}

/** Asks once. Whatever happens is a result. */
export async function ask(
  target: PollTarget,
  request: KeyRequest,
  signal: AbortSignal | undefined,
): Promise<Asking> {
  const { socketPath, closeLook = false } = target;
  const asked = { ...target, request, signal, separateStreams: closeLook };
  if (socketPath === undefined) return askingOf(await runPoll(asked));
  const quick = closeLook ? {} : { emptyConnection: false, listenOnMs: 0 };
  const socket = await runSocketRequest({ ...asked, ...quick, socketPath });
  const { fallback, source, durationMs, cancelled } = socket;
  const facts = fallback === undefined ? noRun : runFacts(fallback);
  const obstacle =
    facts.obstacle ?? (fallback === undefined ? socketObstacle(socketPath, socket) : undefined);
  return { ...facts, source, socket, durationMs, cancelled: cancelled || facts.cancelled, obstacle };
}

/** A run of a script as the result of asking. */
export function askingOf(run: PollRun): Asking {
  return { source: sourceOf(run), socket: undefined, durationMs: run.durationMs, ...runFacts(run) };
}

const noRun = { run: undefined, obstacle: undefined, threadLost: false, cancelled: false } as const;

function runFacts(run: PollRun): Pick<Asking, "run" | "obstacle" | "threadLost" | "cancelled"> {
  const { obstacle, thread, cancelled } = run;
  return { run, obstacle: obstacle?.message, threadLost: thread.kind === "lost", cancelled };
}

/** Only if there was no connection: a daemon that says nothing, or crashes on the empty connection, has been asked. */
function socketObstacle(path: string, { failures, reply, emptyConnection }: SocketRun): string | undefined {
  const last = failures.at(-1);
  if (reply !== undefined || last === undefined || emptyConnection === "accepted") return undefined;
  return say`No program accepts connections at ${path}: ${last.text}. Start the socket daemon, and check the path.`;
}
