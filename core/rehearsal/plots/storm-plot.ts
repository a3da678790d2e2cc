/** The plot of a storm over time: requests that wait, and agents that are registered. */

import { numberText, say } from "../../words/index.ts";
import { originText } from "../report/index.ts";
import type { Measured, Simulated } from "../storm.ts";
import {
  above,
  axisParts,
  BELOW,
  framed,
  LINE_TYPES,
  type PlotLook,
  type PlotOption,
  unitFor,
} from "./look.ts";

/** Measured or simulated, never both. The lines, their names and the axis show which. */
export function stormPlot(figures: Measured | Simulated, look: PlotLook): PlotOption {
  const { timeline, origin } = figures;
  const unit = unitFor(timeline.at(-1)?.seconds ?? 0);
  const points = (value: "depth" | "registered"): [number, number][] =>
    timeline.map((point) => [point.seconds / unit.seconds, point[value]]);
  const line = { type: LINE_TYPES[origin], width: 2 };
  const shared = { type: "line", showSymbol: false, emphasis: { disabled: true } } as const;
  const label = (text: string, color: string) => ({
    show: true,
    formatter: text,
    color,
    fontFamily: look.font,
    distance: 6,
  });
  return {
    ...framed(look, 96),
    xAxis: {
      type: "value",
      min: 0,
      max: "dataMax",
      ...axisParts(look, `${unit.name} (${originText(origin)})`),
      // The end of the data is rarely a round number.
      axisLabel: { ...axisParts(look, "").axisLabel, showMaxLabel: false },
      ...BELOW,
    },
    yAxis: {
      type: "value",
      ...above(look, say`agents, requests`),
      axisLabel: { ...axisParts(look, "").axisLabel, formatter: (value: number) => numberText(value) },
    },
    series: [
      {
        ...shared,
        name: `${say`waiting`} (${originText(origin)})`,
        data: points("depth"),
        lineStyle: { ...line, color: look.waiting },
        itemStyle: { color: look.waiting },
        areaStyle: { color: look.waiting, opacity: 0.18 },
        endLabel: label(say`waiting`, look.waiting),
      },
      {
        ...shared,
        name: `${say`registered`} (${originText(origin)})`,
        data: points("registered"),
        lineStyle: { ...line, color: look.registered },
        itemStyle: { color: look.registered },
        endLabel: label(say`registered`, look.registered),
      },
    ],
  };
}
