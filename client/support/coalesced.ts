/** Work that is asked for more often than it can be done: one run at a time, and what is asked for meanwhile is done together. */

/**
 * Runs `task` now, or once more after the run that is under way, so that the last run has seen everything. What it
 * returns is done with that last run.
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
