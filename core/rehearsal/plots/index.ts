/** The plots of a rehearsal as SVG, for a page and for a file. */

export { queuePlot, threadsPlot } from "./choice-plot.ts";
export { latencyPlot } from "./latency-plot.ts";
export type { PlotLook } from "./look.ts";
export { escaped } from "./markup.ts";
export { type Plot, svgOf } from "./plot.ts";
export { stormPlot } from "./storm-plot.ts";
export { text } from "./svg.ts";
