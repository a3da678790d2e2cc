/** Work that is asked for more often than it can be done: one run at a time, and what is asked for meanwhile is done together. */

/** Runs `task` now, or once more after the run that is under way, so that the last run has seen everything. */
export function coalesced(task: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    again = true;
    if (running) return;
    running = true;
    try {
      while (again) {
        again = false;
        await task();
      }
    } finally {
      running = false;
    }
  };
  return () => void run();
}
