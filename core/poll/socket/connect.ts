/** Connects to an integration's socket as the manager does: three tries with growing pauses. */

import { createConnection, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { bytesFromText, textFromBytes } from "../../manager/index.ts";
import { errorName } from "../run/look-up.ts";
import { type SystemError, systemError } from "./system-error.ts";

/** Seconds of pause after each failed try. */
export const CONNECT_PAUSES = [1, 2, 3] as const;

/** Bytes of a path that fit into the address of a socket. The manager cuts off the rest. */
const ADDRESS_BYTES = 107;

/** How the pause between two tries is spent. On the manager: in real seconds. */
export type Pause = (seconds: number, signal: AbortSignal | undefined) => Promise<void>;

export const pauseInSeconds: Pause = async (seconds, signal) => {
  await sleep(seconds * 1000, undefined, signal === undefined ? {} : { signal }).catch(() => {});
};

export interface Connecting {
  /** The error of each failed try, in order. */
  readonly failures: readonly SystemError[];
  /** Undefined if all tries failed or the caller cancelled. */
  readonly socket: Socket | undefined;
}

/** The path as the manager's socket address holds it. */
export function addressPath(path: string): string {
  return textFromBytes(bytesFromText(path).slice(0, ADDRESS_BYTES));
}

/** Up to three tries. The socket is returned paused, so that nothing is read before the caller is ready. */
export async function connectPatiently(
  path: string,
  pause: Pause,
  signal: AbortSignal | undefined,
): Promise<Connecting> {
  const failures: SystemError[] = [];
  for (const seconds of CONNECT_PAUSES) {
    if (signal?.aborted === true) break;
    const tried = await connectOnce(path);
    if (tried.kind === "connected") return { failures, socket: tried.socket };
    failures.push(tried.error);
    await pause(seconds, signal);
  }
  return { failures, socket: undefined };
}

export type Connection =
  | { readonly kind: "connected"; readonly socket: Socket }
  | { readonly kind: "failed"; readonly error: SystemError };

/** One try. */
export function connectOnce(path: string): Promise<Connection> {
  return new Promise((resolve) => {
    const socket = createConnection({ path: addressPath(path), allowHalfOpen: true });
    socket.pause();
    const fail = (error: Error): void =>
      resolve({ kind: "failed", error: systemError(errorName(error) ?? error.message) });
    socket.once("error", fail);
    socket.once("connect", () => {
      socket.off("error", fail);
      resolve({ kind: "connected", socket });
    });
  });
}
