/** How results look: labels in one column, text beside them. */

import type { Severity } from "../../core/lint/severity.ts";
import type { Paint } from "./terminal.ts";
import { wrap } from "./wrap.ts";

export interface Look {
  readonly width: number;
  /**
   * Columns at which the first line of a finding is wrapped. Programs that look for findings in a terminal need the
   * whole line.
   */
  readonly findingWidth: number;
  /** A program reads the findings from the terminal, so each is printed, however many are similar. */
  readonly listsAll?: boolean;
  readonly paint: Paint;
}

type Colour = (text: string) => string;

const same: Colour = (text) => text;

/** Columns of the labels with the blanks around them. A longer label moves its text to the right. */
const LABEL_COLUMNS = 15;

/** A paragraph with a label to its left. An empty label continues the one above. */
export function labelled(
  label: string,
  text: string,
  { width, paint }: Look,
  colour: Colour = same,
  labelColour: Colour = paint.dim,
): string[] {
  const rest = " ".repeat(LABEL_COLUMNS);
  const [first = "", ...others] = wrap(text, width - LABEL_COLUMNS);
  const head = `  ${label === "" ? "" : labelColour(label)}${" ".repeat(Math.max(1, LABEL_COLUMNS - 2 - label.length))}`;
  return [head + colour(first), ...others.map((line) => rest + colour(line))];
}

/** The colour of a severity, in addition to its word. */
export function paintSeverity(severity: Severity, { paint }: Look): Colour {
  switch (severity) {
    case "error":
      return paint.red;
    case "warning":
      return paint.yellow;
    case "information":
      return paint.blue;
    case "hint":
      return paint.dim;
  }
}
