/** Terminals in which texts are shown: a pipe, and one with colours. */

import picocolors from "picocolors";
import type { Look } from "../../../cli/terminal/look.ts";
import type { Problem } from "../../../cli/terminal/problem.ts";
import type { Terminal } from "../../../cli/terminal/terminal.ts";

/** By default without colours, and with lines of any length. */
export function lookOf(width = Number.POSITIVE_INFINITY, isColoured = false): Look {
  return { width, findingWidth: width, paint: picocolors.createColors(isColoured) };
}

export const pipe = lookOf();

export const coloured = lookOf(undefined, true);

/** A text in a colour, as a terminal receives it. */
export const dim = (text: string): string => `\x1b[2m${text}\x1b[22m`;
export const bold = (text: string): string => `\x1b[1m${text}\x1b[22m`;
export const red = (text: string): string => `\x1b[31m${text}\x1b[39m`;
export const green = (text: string): string => `\x1b[32m${text}\x1b[39m`;
export const yellow = (text: string): string => `\x1b[33m${text}\x1b[39m`;

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
  readonly width = pipe.width;
  readonly findingWidth = pipe.findingWidth;
  readonly listsAll = false;
  readonly paint: Look["paint"];
  stdout = "";
  stderr = "";

  constructor(isColoured = false) {
    this.paint = lookOf(undefined, isColoured).paint;
  }

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
