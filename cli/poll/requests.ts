/** Requests as the user writes them, and how the manager reads them. */

import { KeyMask } from "../../core/lint/mask.ts";
import { bytesFromText, type KeyRequest, readRequest } from "../../core/manager/index.ts";
import { failure, type Result, success } from "../terminal/problem.ts";

export interface Asked {
  /** As the user wrote it, with keys hidden. */
  readonly text: string;
  /** The datagram, as bytes. */
  readonly datagram: string;
  /** What reaches the script. Undefined if the manager discards the request. */
  readonly request: KeyRequest | undefined;
}

/**
 * Reads `id:001` or `ip:10.0.0.1`. The manager discards a request that is too long. A text without a selector is not a
 * request.
 */
export function readAsked(text: string): Result<Asked> {
  const datagram = bytesFromText(text);
  const reading = readRequest(datagram);
  if (reading.kind === "discarded" && reading.message === "wrong-request") {
    return failure(
      `"${text}" is not a request.`,
      "Write id:001 or ip:192.168.1.100: the selector in lower case, a colon, the value.",
    );
  }
  return success({
    text: new KeyMask().hide(text),
    datagram,
    request: reading.kind === "request" ? reading.request : undefined,
  });
}
