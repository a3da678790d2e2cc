/** Draws plots as SVG without a browser. */

import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { PlotOption } from "../plots/index.ts";

use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, SVGRenderer]);

/** The plot as an `svg` element of this size, in pixels. */
export function renderPlot(option: PlotOption, width: number, height: number): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption(option);
    return withoutStyles(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}

/** Styles as attributes of the same names, for pages that forbid inline styles. */
function withoutStyles(svg: string): string {
  return svg
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, "")
    .replace(/ style="([^"]*)"/g, (_, style: string) => attributesFrom(style));
}

function attributesFrom(style: string): string {
  const parts = style.split(";").flatMap((part) => {
    const colon = part.indexOf(":");
    return colon < 0 ? [] : [` ${part.slice(0, colon).trim()}="${part.slice(colon + 1).trim()}"`];
  });
  return parts.join("");
}
