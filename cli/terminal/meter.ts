/** How far the reading of a large file is, on terminals only, gone as soon as there is something to show. */

import { onOneLine } from "./printable.ts";
import { CLEAR_LINE, showsProgress } from "./progress.ts";

/** Below so many bytes there is nothing to wait for. */
const LARGE = 8 * 1024 * 1024;

export interface Meter {
  show(done: number, all: number): void;
  stop(): void;
}

/** On standard error, so that results stay clean; silent where that is no terminal. */
export function openMeter(text: string, stream: NodeJS.WriteStream = process.stderr): Meter {
  if (!showsProgress(stream)) return { show: () => {}, stop: () => {} };
  let shown = -1;
  return {
    show: (done, all) => {
      const percent = Math.floor((done / all) * 100);
      if (all < LARGE || percent === shown) return;
      shown = percent;
      stream.write(CLEAR_LINE + `… ${onOneLine(text)}, ${percent} %`.slice(0, (stream.columns || 80) - 1));
    },
    stop: () => {
      if (shown >= 0) stream.write(CLEAR_LINE);
    },
  };
}
