/** Our own signal, which many runs may listen to at once. */

import { setMaxListeners } from "node:events";

export interface OwnSignal {
  readonly signal: AbortSignal;
  abort(): void;
  /** Stops following the other signal. */
  forget(): void;
}

/**
 * Follows `other`. Node warns of more than ten listeners on one signal, but this many concurrent runs are not a leak.
 */
export function ownSignal(other: AbortSignal | undefined): OwnSignal {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const abort = (): void => controller.abort();
  if (other?.aborted === true) abort();
  other?.addEventListener("abort", abort, { once: true });
  return { signal: controller.signal, abort, forget: () => other?.removeEventListener("abort", abort) };
}
