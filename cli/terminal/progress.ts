/** A line that says what is being waited for, on terminals only, gone as soon as there is something to show. */

import { onOneLine } from "./printable.ts";

export const CLEAR_LINE = "\r\x1b[K";

export interface Progress {
  /** Something new is being waited for. */
  start(text: string): void;
  stop(): void;
}

/** Whether a line can be written there and taken back. */
export function showsProgress(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && process.env["TERM"] !== "dumb";
}

/** On standard error, so that results stay clean; silent where that is no terminal. */
export function openProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!showsProgress(stream)) return { start: () => {}, stop: () => {} };
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    if (timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
    stream.write(CLEAR_LINE);
  };
  return {
    start: (text) => {
      stop();
      const begun = Date.now();
      // The first second needs no explanation.
      timer = setInterval(() => {
        const line = `… ${onOneLine(text)}, ${Math.round((Date.now() - begun) / 1000)} s`;
        stream.write(CLEAR_LINE + line.slice(0, (stream.columns || 80) - 1));
      }, 1000);
    },
    stop,
  };
}
