/** The plot of measured times: how many runs took how long. */

import { numberText, say } from "../../words/index.ts";
import { histogram, latencyFigures } from "../latency.ts";
import type { Measured } from "../storm.ts";
import { axisParts, BELOW, FONT_SIZE, framed, type PlotLook, type PlotOption } from "./look.ts";

/** Labels that are closer than this fraction of the axis would overlap. */
const CLOSE = 0.35;

/** A histogram of the times for which a worker was busy, with median and 95 % marked. `form` selects the colour. */
export function latencyPlot(measured: Measured, look: PlotLook, form: 0 | 1 = 0): PlotOption {
  const times = measured.samples.map(({ busyMs }) => busyMs);
  const bins = histogram(times);
  const min = bins[0]?.fromMs ?? 0;
  const max = bins.at(-1)?.toMs ?? 1;
  return {
    ...framed(look),
    xAxis: {
      type: "value",
      min,
      max,
      ...axisParts(look, say`milliseconds (measured)`),
      ...BELOW,
      axisLabel: { ...axisParts(look, "").axisLabel, showMaxLabel: false },
      splitLine: { show: false },
    },
    yAxis: {
      type: "value",
      minInterval: 1,
      ...axisParts(look, say`runs`),
      nameLocation: "middle",
      nameGap: 12,
    },
    series: [
      {
        type: "bar",
        data: bins.map(({ fromMs, toMs, runs }) => [(fromMs + toMs) / 2, runs]),
        barWidth: "94%",
        itemStyle: { color: look.forms[form] },
        markLine: {
          silent: true,
          symbol: "none",
          lineStyle: { color: look.text, type: "dotted", width: 1.5 },
          data: marksOf(times, max - min).map(({ name, at, lift }) => ({
            xAxis: at,
            label: {
              formatter: name,
              position: "end",
              rotate: 0,
              align: at - min > (max - min) * 0.7 ? "right" : "left",
              distance: lift,
              color: look.text,
              fontFamily: look.font,
              fontSize: FONT_SIZE,
            },
          })),
        },
      },
    ],
  };
}

/** The positions of the lines. The second label is raised above the first if they are close. */
function marksOf(times: readonly number[], width: number) {
  const figures = latencyFigures(times);
  if (figures === undefined) return [];
  const { medianMs, p95Ms } = figures;
  const isClose = p95Ms - medianMs < width * CLOSE;
  return [
    { name: say`median ${rounded(medianMs)} ms`, at: medianMs, lift: 4 },
    { name: say`95 % under ${rounded(p95Ms)} ms`, at: p95Ms, lift: isClose ? 18 : 4 },
  ];
}

function rounded(ms: number): string {
  return ms < 10 ? numberText(ms, 1) : String(Math.round(ms));
}
