/** The look of plots: colours by role, so that a page can provide its own, and the parts that all plots share. */

import type { BarSeriesOption, GridComponentOption, LegendComponentOption, LineSeriesOption } from "echarts";
import type { ComposeOption } from "echarts/core";
import { say } from "../../words/index.ts";

/**
 * A plot as data for the library, to be drawn by the caller. Needs bar and line charts, grid, legend and mark lines.
 */
export type PlotOption = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | LegendComponentOption
>;

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
export const LINE_TYPES = { measured: "solid", simulated: "dashed" } as const;

/** Sizes that are readable at the width of a page column. */
export const FONT_SIZE = 12;

/** The parts that all plots share. */
export function framed(look: PlotLook, right = 24): PlotOption {
  return {
    animation: false,
    textStyle: { fontFamily: look.font, fontSize: FONT_SIZE, color: look.text },
    grid: { left: 8, right, top: 36, bottom: 28, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
  };
}

/** What both kinds of axes share. */
export function axisParts(look: PlotLook, name: string) {
  return {
    name,
    nameTextStyle: { color: look.quiet, fontSize: FONT_SIZE, fontFamily: look.font },
    axisLabel: { color: look.quiet, fontSize: FONT_SIZE, fontFamily: look.font, hideOverlap: true },
    axisLine: { lineStyle: { color: look.quiet } },
    axisTick: { lineStyle: { color: look.quiet } },
    splitLine: { lineStyle: { color: look.rule } },
  };
}

/** The name below the axis, in its middle. */
export const BELOW = { nameLocation: "middle", nameGap: 28 } as const;

/** The name of a vertical axis, above it and aligned with its line. */
export function above(look: PlotLook, name: string) {
  const parts = axisParts(look, name);
  const nameTextStyle = { ...parts.nameTextStyle, align: "left" as const, padding: [0, 0, 0, -4] };
  return { ...parts, nameLocation: "end" as const, nameGap: 12, nameTextStyle };
}

/** A unit in which a number of seconds is easy to read. */
export interface TimeUnit {
  readonly name: string;
  readonly seconds: number;
}

export function unitFor(seconds: number): TimeUnit {
  if (seconds <= 240) return { name: say`seconds`, seconds: 1 };
  return seconds <= 14_400 ? { name: say`minutes`, seconds: 60 } : { name: say`hours`, seconds: 3600 };
}
