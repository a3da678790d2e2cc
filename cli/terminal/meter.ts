/** The progress of reading a large file: on terminals only, removed as soon as there is a result. */

import { openLiveLine } from "./live-line.ts";

/** Bytes. Smaller files need no progress. */
const LARGE = 8 * 1024 * 1024;

export interface Meter {
  show(done: number, all: number): void;
  stop(): void;
}

export function openMeter(text: string): Meter {
  const line = openLiveLine();
  if (line === undefined) return { show: () => {}, stop: () => {} };
  let shown = -1;
  return {
    show: (done, all) => {
      const percent = Math.floor((done / all) * 100);
      if (all < LARGE || percent === shown) return;
      shown = percent;
      line.show(`… ${text}, ${percent} %`);
    },
    stop: line.clear,
  };
}
