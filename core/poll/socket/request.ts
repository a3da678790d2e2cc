/** One request in socket mode: connect, ask, receive once, and from 4.4 on fall back to exec_path. */

import { cString, datagramOf, type LogLine, ManagerLog, type Source } from "../../manager/index.ts";
import { DEFAULT_TIMEOUT, type PollOptions } from "../run/options.ts";
import { runPoll } from "../run/poll.ts";
import { type PollRun, sourceOf } from "../run/poll-run.ts";
import { connectOnce, connectPatiently, type Pause, pauseInSeconds } from "./connect.ts";
import { exchange, type Reply } from "./exchange.ts";
import type { SystemError } from "./system-error.ts";

export interface SocketOptions extends PollOptions {
  readonly socketPath: string;
  /**
   * Connect and close once before asking, as the manager does at its start. A daemon must tolerate this. Default true.
   */
  readonly emptyConnection?: boolean | undefined;
  /** Spends the pause between two tries. Default: real seconds. */
  readonly pause?: Pause | undefined;
  /** Milliseconds for which bytes after the first receive are still counted. */
  readonly listenOnMs?: number | undefined;
}

export interface SocketRun {
  /** The result of the empty connection. Undefined if none was made. */
  readonly emptyConnection: "accepted" | SystemError | undefined;
  /** Connection tries that failed. */
  readonly failures: readonly SystemError[];
  /** Undefined if there was no connection. */
  readonly reply: Reply | undefined;
  /** The run of exec_path after the socket gave nothing. */
  readonly fallback: PollRun | undefined;
  /** What the manager logs before it reads the answer. */
  readonly log: readonly LogLine[];
  /** What the model derives its outcome from. */
  readonly source: Source;
  readonly durationMs: number;
  readonly cancelled: boolean;
}

const DEFAULT_LISTEN_ON = 50;

/**
 * Asks an integration daemon once. Whatever the daemon does is a result. An unreadable answer is final, as on the
 * manager.
 */
export async function runSocketRequest(options: SocketOptions): Promise<SocketRun> {
  const begun = performance.now();
  const { release, signal } = options;
  const log = new ManagerLog(release);
  const emptyConnection = options.emptyConnection === false ? undefined : await tryEmpty(options.socketPath);
  const { failures, socket } = await connectPatiently(
    options.socketPath,
    options.pause ?? pauseInSeconds,
    signal,
  );
  for (const { text, number } of failures) log.add("socket-connect-failed", text, String(number));
  const last = failures.at(-1);
  if (socket === undefined && last !== undefined)
    log.add("socket-unreachable", last.text, String(last.number));
  const timeoutSeconds = options.timeoutSeconds ?? DEFAULT_TIMEOUT;
  const reply =
    socket === undefined
      ? undefined
      : await exchange(socket, datagramOf(options.request), {
          timeoutMs: timeoutSeconds === 0 ? undefined : timeoutSeconds * 1000,
          listenOnMs: options.listenOnMs ?? DEFAULT_LISTEN_ON,
          signal,
        });
  if (reply?.kind === "no-data" || reply?.kind === "broken") log.add("socket-no-data");
  if (reply?.kind === "data") log.add("socket-output", cString(reply.bytes));
  const fallback = reply?.kind === "data" ? undefined : await fallBack(options, log);
  return {
    emptyConnection,
    failures,
    reply,
    fallback,
    log: log.lines,
    source: { kind: "socket", log: log.lines, gave: sourceFrom(reply, fallback) },
    durationMs: performance.now() - begun,
    cancelled: signal?.aborted === true,
  };
}

/** From 4.4 on a socket that gives nothing leads to exec_path, if it is set. */
function fallBack(options: SocketOptions, log: ManagerLog): Promise<PollRun> | undefined {
  const { execPath, release, signal } = options;
  if (release.poller !== "wazuh-authd" || execPath === undefined || signal?.aborted === true)
    return undefined;
  log.add("socket-fallback");
  return runPoll(options);
}

function sourceFrom(reply: Reply | undefined, fallback: PollRun | undefined): Source {
  if (fallback !== undefined) return sourceOf(fallback);
  return reply?.kind === "data" ? { kind: "output", output: reply.bytes } : { kind: "nothing" };
}

async function tryEmpty(path: string): Promise<"accepted" | SystemError> {
  const tried = await connectOnce(path);
  if (tried.kind === "failed") return tried.error;
  await new Promise((resolve) => tried.socket.once("close", resolve).destroy());
  return "accepted";
}
