/** What is asked for keys: a script, or the socket of an integration with a script behind it. */

import type { KeyRequest, Source } from "../../manager/index.ts";
import type { PollOptions } from "../run/options.ts";
import { runPoll } from "../run/poll.ts";
import { type PollRun, sourceOf } from "../run/poll-run.ts";
import { runSocketRequest, type SocketRun } from "../socket/request.ts";

/** With only `execPath` the script is run; with a socket that is asked first. */
export interface PollTarget
  extends Omit<PollOptions, "request" | "signal" | "onProgress" | "separateStreams"> {
  /** Asked first; from 4.4 on the script is run where the socket gives nothing. */
  readonly socketPath?: string | undefined;
  /**
   * Everything that says more about one answer: a second run with a pipe for each stream where the output cannot be read; of a
   * daemon, whether it stands the manager's empty connection, and what it sends too late.
   */
  readonly closeLook?: boolean | undefined;
}

/** What came of asking once. */
export interface Asking {
  readonly source: Source;
  /** The run of the script; undefined where only the socket was asked. */
  readonly run: PollRun | undefined;
  /** Undefined where there is no socket. */
  readonly socket: SocketRun | undefined;
  /** Milliseconds for which the manager's thread would be busy. */
  readonly durationMs: number;
  /** What kept the question from being asked: what happened, why, and what to do. */
  readonly obstacle: string | undefined;
  /** The manager's thread would not come back. */
  readonly threadLost: boolean;
  readonly cancelled: boolean;
}

/** Asks once, whatever comes of it. */
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

/** A run of a script as what came of asking. */
export function askingOf(run: PollRun): Asking {
  return { source: sourceOf(run), socket: undefined, durationMs: run.durationMs, ...runFacts(run) };
}

const noRun = { run: undefined, obstacle: undefined, threadLost: false, cancelled: false } as const;

function runFacts(run: PollRun): Pick<Asking, "run" | "obstacle" | "threadLost" | "cancelled"> {
  const { obstacle, thread, cancelled } = run;
  return { run, obstacle: obstacle?.message, threadLost: thread.kind === "lost", cancelled };
}

/** Only where no connection came about: a daemon that says nothing, or dies of the empty connection, has been asked. */
function socketObstacle(path: string, { failures, reply, emptyConnection }: SocketRun): string | undefined {
  const last = failures.at(-1);
  if (reply !== undefined || last === undefined || emptyConnection === "accepted") return undefined;
  return `Nothing accepts a connection at ${path}: ${last.text}. Start the integration, and check the path.`;
}
