/**
 * Work that is requested more often than it can be done: one run at a time, and requests that arrive meanwhile share
 * the next run.
 */

/**
 * Runs `task` now, or once more after the current run, so that the last run has seen everything. The returned promise
 * ends with that last run.
 */
export function coalesced(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async (): Promise<void> => {
    try {
      while (again) {
        again = false;
        await task();
      }
    } finally {
      running = undefined;
    }
  };
  return () => {
    again = true;
    running ??= run();
    return running;
  };
}
