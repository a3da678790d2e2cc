/** Waits for changes of files, including files that are replaced as a whole. */

import { existsSync, watch } from "node:fs";
import path from "node:path";

/** Milliseconds to wait for the end of a burst of changes: an editor writes a file in several steps. */
const BURST = 50;

/**
 * Calls back after each burst of changes, until the signal aborts. Folders are watched, because a renamed file is a new
 * one.
 */
export function onChange(files: readonly string[], signal: AbortSignal, changed: () => void): Promise<void> {
  const wanted = new Set(files.map((file) => path.resolve(file)));
  const folders = new Set([...wanted].map((file) => path.dirname(file)));
  let burst: NodeJS.Timeout | undefined;
  for (const folder of folders) {
    // The run has already reported a folder that does not exist.
    if (!existsSync(folder)) continue;
    watch(folder, { signal }, (_event, name) => {
      if (name !== null && !wanted.has(path.join(folder, name))) return;
      clearTimeout(burst);
      burst = setTimeout(changed, BURST);
    });
  }
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => {
      clearTimeout(burst);
      resolve();
    });
  });
}
