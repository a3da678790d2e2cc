/** The plots of a rehearsal, as data for the plotting library, for a page and for a file. */

export { queuePlot, threadsPlot } from "./choice-plot.ts";
export { latencyPlot } from "./latency-plot.ts";
export type { PlotLook, PlotOption } from "./look.ts";
export { stormPlot } from "./storm-plot.ts";
