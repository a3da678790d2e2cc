/** A line on a terminal that changes during some work, and is removed afterwards. */

import { onOneLine } from "./printable.ts";

const CLEAR_LINE = "\r\x1b[K";

export interface LiveLine {
  show(text: string): void;
  clear(): void;
}

/** On standard error, so that results stay clean. Undefined if that is not a terminal. */
export function openLiveLine(): LiveLine | undefined {
  const { stderr, env } = process;
  if (stderr.isTTY !== true || env["TERM"] === "dumb") return undefined;
  let isShown = false;
  return {
    show: (text) => {
      isShown = true;
      stderr.write(CLEAR_LINE + onOneLine(text).slice(0, (stderr.columns || 80) - 1));
    },
    clear: () => {
      if (isShown) stderr.write(CLEAR_LINE);
      isShown = false;
    },
  };
}
