/** Terminals in which texts are shown: a pipe, and one with colours. */

import picocolors from "picocolors";
import type { Look } from "../../../cli/terminal/look.ts";
import type { Problem } from "../../../cli/terminal/problem.ts";
import type { Terminal } from "../../../cli/terminal/terminal.ts";

const wide = Number.POSITIVE_INFINITY;

/** No colours, and lines of any length. */
export const pipe: Look = { width: wide, findingWidth: wide, paint: picocolors.createColors(false) };

export const coloured: Look = { ...pipe, paint: picocolors.createColors(true) };

const COLOURS: Readonly<Record<string, string>> = {
  "1": "bold",
  "2": "dim",
  "31": "red",
  "32": "green",
  "33": "yellow",
  "34": "blue",
};

const ESCAPE = "\u001b";

/** The colour of each line that has one, before its text: `red: ✘ 1 agent`. */
export function colouredLines(lines: readonly string[]): string[] {
  const start = new RegExp(`^${ESCAPE}\\[(\\d+)m`);
  const all = new RegExp(`${ESCAPE}\\[\\d+m`, "g");
  return lines.flatMap((line) => {
    const colour = COLOURS[start.exec(line)?.[1] ?? ""];
    return colour === undefined ? [] : [`${colour}: ${line.replace(all, "")}`];
  });
}

/** A terminal that keeps what is written to it, as the process would write it. */
export class KeptTerminal implements Terminal {
  readonly width = wide;
  readonly findingWidth = wide;
  readonly listsAll = false;
  readonly paint = pipe.paint;
  stdout = "";
  stderr = "";

  print(text: string): void {
    this.stdout += text;
  }

  complain({ what, advice }: Problem): void {
    this.remark(`keypoll: ${what} ${advice}`);
  }

  remark(text: string): void {
    this.stderr += `${text}\n`;
  }
}
