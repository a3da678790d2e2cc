/** Waiting for changes of files: those that are replaced as a whole are seen too. */

import { existsSync, watch } from "node:fs";
import path from "node:path";

/** Milliseconds that a burst of changes is given to end; an editor writes a file in several steps. */
const BURST = 50;

/** Calls back after each burst of changes, until the signal aborts. Folders are watched, for a renamed file is a new one. */
export function onChange(files: readonly string[], signal: AbortSignal, changed: () => void): Promise<void> {
  const wanted = new Set(files.map((file) => path.resolve(file)));
  const folders = new Set([...wanted].map((file) => path.dirname(file)));
  let burst: NodeJS.Timeout | undefined;
  for (const folder of folders) {
    // Of a folder that is not there, the run has already said so.
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
