/** Waits for a condition: tries again until it is true. */
import { setTimeout as pause } from "node:timers/promises";
import { stepPatience } from "../../patience.ts";

/**
 * Calls `attempt` until it does not throw, and returns its value. After `timeout` milliseconds the last error
 * is thrown. The pause between two attempts is short because most conditions become true soon.
 */
export async function eventually<T>(attempt: () => T | Promise<T>, timeout = stepPatience): Promise<T> {
  const deadline = Date.now() + timeout;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await pause(50);
  }
}
