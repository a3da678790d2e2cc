/** A terminal of which a test reads what a command has written. */

import picocolors from "picocolors";
import type { Terminal } from "../../../cli/terminal/terminal.ts";

export interface Collected extends Terminal {
  /** All that was written so far. */
  readonly stdout: string;
  readonly stderr: string;
}

export function collectingTerminal(width = Number.POSITIVE_INFINITY, isColoured = false): Collected {
  let stdout = "";
  let stderr = "";
  const remark = (text: string): void => {
    stderr += `${text}\n`;
  };
  return {
    width,
    findingWidth: width,
    listsAll: false,
    paint: picocolors.createColors(isColoured),
    print: (text) => {
      stdout += text;
    },
    complain: ({ what, advice }) => remark(`keypoll: ${what} ${advice}`),
    remark,
    get stdout() {
      return stdout;
    },
    get stderr() {
      return stderr;
    },
  };
}
