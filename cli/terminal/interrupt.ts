/** Ctrl-C and its relatives, as a signal that work can be cancelled with. */

import { setImmediate } from "node:timers/promises";
import { ExitCode } from "../exit-code.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface Interrupt {
  readonly signal: AbortSignal;
  /** Whether one has come, also while the process was too busy to hear it. */
  hasCome(): Promise<boolean>;
  /** Gives the signals back to Node's own handling. */
  forget(): void;
}

/** The first signal cancels, so that the work can end what it started; a second one ends the process at once. */
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
      // What came in the meantime is delivered between two rounds of the event loop.
      await setImmediate();
      await setImmediate();
      return controller.signal.aborted;
    },
    forget: () => {
      for (const signal of SIGNALS) process.off(signal, stop);
    },
  };
}
