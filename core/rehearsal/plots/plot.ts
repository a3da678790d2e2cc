/** A plot, before its size is known. */

import type { PlotSize } from "./frame.ts";
import { element } from "./svg.ts";

/** Draws the plot as the content of an `svg` element of this size. */
export type Plot = (size: PlotSize) => string;

/** The plot as an `svg` element. `attributes` are added: its description, or its position in another picture. */
export function svgOf(
  plot: Plot,
  size: PlotSize,
  font: string,
  attributes: Readonly<Record<string, string | number>>,
): string {
  const { width, height } = size;
  const own = { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` };
  return element("svg", { ...own, "font-family": font, ...attributes }, plot(size));
}
