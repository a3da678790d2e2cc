/** A line that says what the program waits for: on terminals only, removed as soon as there is a result. */

import { openLiveLine } from "./live-line.ts";

export interface Progress {
  /** Something new is being waited for. */
  start(text: string): void;
  stop(): void;
}

export function openProgress(): Progress {
  const line = openLiveLine();
  if (line === undefined) return { start: () => {}, stop: () => {} };
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    clearInterval(timer);
    line.clear();
  };
  return {
    start: (text) => {
      stop();
      const begun = Date.now();
      // The first second needs no explanation.
      timer = setInterval(() => line.show(`… ${text}, ${Math.round((Date.now() - begun) / 1000)} s`), 1000);
    },
    stop,
  };
}
