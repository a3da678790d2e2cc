/** The request for an agent's key, as it reaches the poller: `id:001` or `ip:192.168.1.100`. */

import { type ByteString, cString } from "../bytes.ts";
import type { TableMessageId } from "../messages.ts";

export type Selector = "id" | "ip";

export interface KeyRequest {
  readonly selector: Selector;
  readonly value: ByteString;
}

/** Maximum bytes of a value that the poller passes on. A longer value is discarded before the script is called. */
export const LONGEST_VALUE: Readonly<Record<Selector, number>> = { id: 8, ip: 19 };

export type RequestReading =
  | { readonly kind: "request"; readonly request: KeyRequest }
  | { readonly kind: "discarded"; readonly message: TableMessageId; readonly shown: ByteString };

/** How the poller reads a datagram. It does not check the value: an empty one, letters and blanks pass. */
export function readRequest(datagram: ByteString): RequestReading {
  const text = cString(datagram);
  const selector = text.slice(0, 2);
  if ((selector !== "id" && selector !== "ip") || text.charAt(2) !== ":") {
    return { kind: "discarded", message: "wrong-request", shown: text };
  }
  const value = text.slice(3);
  if (value.length > LONGEST_VALUE[selector]) {
    return { kind: "discarded", message: selector === "id" ? "id-too-long" : "ip-too-long", shown: text };
  }
  return { kind: "request", request: { selector, value } };
}

/** The datagram, which is also the text that the socket form sends. */
export function datagramOf(request: KeyRequest): ByteString {
  return `${request.selector}:${request.value}`;
}
