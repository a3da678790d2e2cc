/** One request over a connected socket: the text is sent, and a single receive is the whole answer. */

import type { Socket } from "node:net";
import { arrayFromBytes, type ByteString } from "../../manager/index.ts";
import { errorName } from "../run/look-up.ts";

/** Bytes that the manager's single receive reads. */
export const RECEIVE_LIMIT = 65536;

export type Reply =
  /** `lost` counts the bytes that came later, which the manager never reads. */
  | { readonly kind: "data"; readonly bytes: ByteString; readonly lost: number }
  /** The daemon closed the connection without a byte. */
  | { readonly kind: "closed" }
  /** Nothing arrived before the timeout. */
  | { readonly kind: "no-data" }
  /** The connection broke before a byte arrived: for example, the daemon ended. */
  | { readonly kind: "broken" }
  /** The daemon had closed the connection before the request could be sent. The manager then logs nothing. */
  | { readonly kind: "not-sent" }
  | { readonly kind: "cancelled" };

/** Whether the reply, or no connection at all, shows that a daemon ended before it could answer. */
export function daemonIsGone(reply: Reply["kind"] | undefined): boolean {
  return reply === undefined || reply === "broken" || reply === "not-sent";
}

export interface ExchangeOptions {
  /** Milliseconds. Undefined waits forever. */
  readonly timeoutMs: number | undefined;
  /** Milliseconds for which more bytes are counted after the first ones. */
  readonly listenOnMs: number;
  readonly signal: AbortSignal | undefined;
}

/** Sends the request without line feed or length, does not close its half, and returns what the first read gives. */
export function exchange(socket: Socket, request: ByteString, options: ExchangeOptions): Promise<Reply> {
  return new Promise((resolve) => {
    let answer: ByteString | undefined;
    let lost = 0;
    let timer: NodeJS.Timeout | undefined;
    const finish = (reply: Reply): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", cancel);
      resolve(reply);
      socket.destroy();
    };
    const cancel = (): void => finish({ kind: "cancelled" });
    const finishWithData = (): void => {
      if (answer !== undefined) finish({ kind: "data", bytes: answer, lost });
    };
    if (options.signal?.aborted === true) return cancel();
    options.signal?.addEventListener("abort", cancel, { once: true });
    if (options.timeoutMs !== undefined) {
      timer = setTimeout(() => finish({ kind: "no-data" }), options.timeoutMs);
    }
    socket.on("error", (error) => {
      if (answer !== undefined) finishWithData();
      else finish(errorName(error) === "EPIPE" ? { kind: "not-sent" } : { kind: "broken" });
    });
    socket.on("end", () => (answer === undefined ? finish({ kind: "closed" }) : finishWithData()));
    socket.on("data", (bytes: Buffer) => {
      if (answer !== undefined) {
        lost += bytes.length;
        return;
      }
      answer = bytes.toString("latin1", 0, RECEIVE_LIMIT);
      lost = Math.max(0, bytes.length - RECEIVE_LIMIT);
      clearTimeout(timer);
      if (options.listenOnMs > 0) timer = setTimeout(finishWithData, options.listenOnMs);
      else finishWithData();
    });
    socket.write(arrayFromBytes(request));
    socket.resume();
  });
}
