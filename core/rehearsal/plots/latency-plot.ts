/** The plot of measured times: how many runs took how long. */

import { numberText, say } from "../../words/index.ts";
import { histogram, latencyFigures } from "../latency.ts";
import type { Measured } from "../storm.ts";
import { axisOf, type Frame, frameOf } from "./frame.ts";
import { FONT_SIZE, type PlotLook } from "./look.ts";
import type { Plot } from "./plot.ts";
import { fromZero, linearScale, type Scale } from "./scale.ts";
import { element, text } from "./svg.ts";

/** Labels that are closer than this fraction of the axis would overlap. */
const CLOSE = 0.35;

/** A histogram of the times for which a worker was busy, with median and 95 % marked. `form` selects the colour. */
export function latencyPlot(measured: Measured, look: PlotLook, form: 0 | 1 = 0): Plot {
  const times = measured.samples.map(({ busyMs }) => busyMs);
  const bins = histogram(times);
  const scale = linearScale(bins[0]?.fromMs ?? 0, bins.at(-1)?.toMs ?? 1);
  const runs = fromZero(Math.max(...bins.map((bin) => bin.runs)), 1);
  return (size) => {
    const frame = frameOf(size, look, {
      x: axisOf(say`milliseconds (measured)`, scale, numberText, false),
      y: axisOf(say`runs`, runs, numberText),
    });
    const bars = bins.map(({ fromMs, toMs, runs: count }) => {
      const [left, right] = [frame.x(scale.shareOf(fromMs)), frame.x(scale.shareOf(toMs))];
      const top = frame.y(runs.shareOf(count));
      const width = (right - left) * 0.94;
      return element("rect", {
        x: left + (right - left - width) / 2,
        y: top,
        width,
        height: frame.y(0) - top,
        fill: look.forms[form],
      });
    });
    return [frame.axes, ...bars, ...marks(times, scale, frame, look)].join("");
  };
}

/** Lines with labels. The second label is above the first if they are close. */
function marks(times: readonly number[], scale: Scale, frame: Frame, look: PlotLook): readonly string[] {
  const figures = latencyFigures(times);
  if (figures === undefined) return [];
  const { medianMs, p95Ms } = figures;
  const isClose = scale.shareOf(p95Ms) - scale.shareOf(medianMs) < CLOSE;
  return [
    { name: say`median ${roundedMs(medianMs)} ms`, ms: medianMs, lift: 4 },
    { name: say`95 % under ${roundedMs(p95Ms)} ms`, ms: p95Ms, lift: isClose ? FONT_SIZE + 6 : 4 },
  ].flatMap(({ name, ms, lift }) => {
    const share = scale.shareOf(ms);
    const x = frame.x(share);
    const top = frame.y(1);
    return [
      element("line", {
        x1: x,
        y1: frame.y(0),
        x2: x,
        y2: top,
        stroke: look.text,
        "stroke-width": 1.5,
        "stroke-dasharray": "1.5 2",
      }),
      text(name, {
        // Beside the name of the axis, not on it.
        x: Math.max(x, frame.x(0.08)),
        y: top - lift,
        fill: look.text,
        "font-size": FONT_SIZE,
        "text-anchor": share > 0.7 ? "end" : "start",
      }),
    ];
  });
}

function roundedMs(ms: number): string {
  return ms < 10 ? numberText(ms, 1) : String(Math.round(ms));
}
