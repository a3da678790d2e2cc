/** The look of plots: colours by role, so that a page can provide its own, and the units of time. */

import { say } from "../../words/index.ts";

/** Any SVG colours, including variables of a style sheet. */
export interface PlotLook {
  readonly text: string;
  /** Axes and their labels. */
  readonly quiet: string;
  /** Lines behind the data. */
  readonly rule: string;
  readonly background: string;
  /** One for each form, in order. */
  readonly forms: readonly [string, string];
  /** What waits, and what is registered. */
  readonly waiting: string;
  readonly registered: string;
  readonly font: string;
}

/** Measured figures are drawn solid and simulated ones dashed, whatever the colours. */
export const LINES = {
  measured: { "stroke-width": 2, fill: "none" },
  simulated: { "stroke-width": 2, fill: "none", "stroke-dasharray": "8 4" },
} as const;

/** Pixels that are readable at the width of a page column. */
export const FONT_SIZE = 12;

/** A unit in which a number of seconds is easy to read. */
export interface TimeUnit {
  readonly name: string;
  readonly seconds: number;
}

export function unitFor(seconds: number): TimeUnit {
  if (seconds <= 240) return { name: say`seconds`, seconds: 1 };
  return seconds <= 14_400 ? { name: say`minutes`, seconds: 60 } : { name: say`hours`, seconds: 3600 };
}
