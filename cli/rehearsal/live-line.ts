/** A line on a terminal that changes while something goes on, and is gone afterwards. */

import { onOneLine } from "../terminal/printable.ts";

const CLEAR_LINE = "\r\x1b[K";

export interface LiveLine {
  show(text: string): void;
  clear(): void;
}

/** On standard error, so that results stay clean; silent where that is no terminal. */
export function openLiveLine(stream: NodeJS.WriteStream = process.stderr): LiveLine {
  if (stream.isTTY !== true || process.env["TERM"] === "dumb") return { show: () => {}, clear: () => {} };
  return {
    show: (text) => void stream.write(CLEAR_LINE + onOneLine(text).slice(0, stream.columns - 1)),
    clear: () => void stream.write(CLEAR_LINE),
  };
}
