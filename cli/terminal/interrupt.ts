/** Ctrl-C and similar signals, as a signal that can cancel work. */

import { setImmediate } from "node:timers/promises";
import { ExitCode } from "../exit-code.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface Interrupt {
  readonly signal: AbortSignal;
  /** Whether one has arrived, even while the process was too busy to receive it. */
  hasCome(): Promise<boolean>;
  /** Restores Node's own handling of the signals. */
  forget(): void;
}

/** The first signal cancels, so that the work can end what it started. A second one ends the process immediately. */
export function onInterrupt(): Interrupt {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(ExitCode.cancelled);
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  return {
    signal: controller.signal,
    hasCome: async () => {
      // Signals that arrived meanwhile are delivered between two rounds of the event loop.
      await setImmediate();
      await setImmediate();
      return controller.signal.aborted;
    },
    forget: () => {
      for (const signal of SIGNALS) process.off(signal, stop);
    },
  };
}
