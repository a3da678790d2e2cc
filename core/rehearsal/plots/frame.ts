/** What all plots share: the axes with their names and labels, and the lines behind the data. */

import { FONT_SIZE, type PlotLook } from "./look.ts";
import type { Scale } from "./scale.ts";
import { element, text } from "./svg.ts";

/** The size of a plot, in pixels. */
export interface PlotSize {
  readonly width: number;
  readonly height: number;
}

export interface Axis {
  readonly name: string;
  /** The labels and their positions: 0 at the start of the axis, 1 at its end. */
  readonly labels: readonly { readonly share: number; readonly label: string }[];
  /** Whether each label has a line behind the data. */
  readonly hasLines: boolean;
}

/** The axes as SVG, and the pixels that belong to positions on them. */
export interface Frame {
  readonly axes: string;
  readonly x: (share: number) => number;
  readonly y: (share: number) => number;
}

/** Space above and below the data, for names and labels. */
const TOP = 40;
const BOTTOM = 44;

export const TICK = 5;

/** Room for each character of a label. There is nothing here that could measure text. */
const CHARACTER = FONT_SIZE * 0.6;

export function axisOf(name: string, scale: Scale, format: (value: number) => string, hasLines = true): Axis {
  const labels = scale.ticks.map((value) => ({ share: scale.shareOf(value), label: format(value) }));
  return { name, labels, hasLines };
}

/** `right` is the space beside the data, in pixels. */
export function frameOf(
  size: PlotSize,
  look: PlotLook,
  axes: { readonly x: Axis; readonly y: Axis },
  right = 24,
): Frame {
  const left = 16 + widest(axes.y) + TICK;
  const width = size.width - left - right;
  const bottom = size.height - BOTTOM;
  const x = (share: number): number => left + share * width;
  const y = (share: number): number => bottom - share * (bottom - TOP);
  const line = (x1: number, y1: number, x2: number, y2: number, stroke: string): string =>
    element("line", { x1, y1, x2, y2, stroke });
  const label = (words: string, at: { readonly x: number; readonly y: number }, anchor: string): string =>
    text(words, { ...at, fill: look.quiet, "font-size": FONT_SIZE, "text-anchor": anchor });

  const vertical = axes.y.labels.flatMap(({ share, label: words }) => [
    ...(axes.y.hasLines ? [line(left, y(share), left + width, y(share), look.rule)] : []),
    line(left - TICK, y(share), left, y(share), look.quiet),
    label(words, { x: left - TICK - 3, y: y(share) + FONT_SIZE / 3 }, "end"),
  ]);
  const horizontal = withoutOverlap(axes.x, width).flatMap(({ share, label: words }) => [
    ...(axes.x.hasLines ? [line(x(share), TOP, x(share), bottom, look.rule)] : []),
    line(x(share), bottom, x(share), bottom + TICK, look.quiet),
    label(words, { x: x(share), y: bottom + TICK + FONT_SIZE }, "middle"),
  ]);
  return {
    axes: [
      ...vertical,
      ...horizontal,
      line(left, bottom, left + width, bottom, look.quiet),
      line(left, TOP, left, bottom, look.quiet),
      label(axes.y.name, { x: left - TICK, y: TOP - FONT_SIZE }, "start"),
      label(axes.x.name, { x: left + width / 2, y: size.height - 8 }, "middle"),
    ].join(""),
    x,
    y,
  };
}

/** Every label, or every second, and so on. */
function withoutOverlap(axis: Axis, width: number): Axis["labels"] {
  const step = width / Math.max(1, axis.labels.length);
  const every = Math.ceil((widest(axis) + FONT_SIZE) / step);
  return axis.labels.filter((_, at) => at % every === 0);
}

function widest({ labels }: Axis): number {
  return Math.max(0, ...labels.map(({ label }) => label.length)) * CHARACTER;
}
