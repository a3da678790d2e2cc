/** The plot of a storm over time: requests that wait, and agents that are registered. */

import { numberText, say } from "../../words/index.ts";
import { originText } from "../report/index.ts";
import type { Measured, Simulated } from "../storm.ts";
import { axisOf, frameOf } from "./frame.ts";
import { FONT_SIZE, LINES, type PlotLook, unitFor } from "./look.ts";
import type { Plot } from "./plot.ts";
import { fromZero, linearScale } from "./scale.ts";
import { element, text, through } from "./svg.ts";

/** Space for the names at the ends of the lines. */
const RIGHT = 96;

/** Measured or simulated, never both. The lines and the name of the axis show which. */
export function stormPlot({ timeline, origin }: Measured | Simulated, look: PlotLook): Plot {
  const end = timeline.at(-1)?.seconds ?? 0;
  const unit = unitFor(end);
  const time = linearScale(0, end / unit.seconds || 1);
  const count = fromZero(
    timeline.reduce((most, { depth, registered }) => Math.max(most, depth, registered), 0),
    1,
  );
  return (size) => {
    const axes = {
      x: axisOf(`${unit.name} (${originText(origin)})`, time, numberText),
      y: axisOf(say`agents, requests`, count, numberText),
    };
    const frame = frameOf(size, look, axes, RIGHT);
    const pointsOf = (value: "depth" | "registered") =>
      timeline.map((point) => ({
        x: frame.x(time.shareOf(point.seconds / unit.seconds)),
        y: frame.y(count.shareOf(point[value])),
      }));
    const waiting = pointsOf("depth");
    const registered = pointsOf("registered");
    const [waitingName, registeredName] = apart(waiting.at(-1)?.y ?? 0, registered.at(-1)?.y ?? 0);
    const name = (words: string, y: number, fill: string): string =>
      text(words, { x: frame.x(1) + 6, y: y + FONT_SIZE / 3, fill, "font-size": FONT_SIZE });
    const line = (points: typeof waiting, stroke: string): string =>
      element("path", { d: through(points), stroke, ...LINES[origin] });
    const below = [{ x: frame.x(0), y: frame.y(0) }, ...waiting, { x: frame.x(1), y: frame.y(0) }];
    return [
      frame.axes,
      element("path", { d: through(below), fill: look.waiting, "fill-opacity": "0.18" }),
      line(waiting, look.waiting),
      line(registered, look.registered),
      name(say`waiting`, waitingName, look.waiting),
      name(say`registered`, registeredName, look.registered),
    ].join("");
  };
}

/** Two names at these heights, moved apart where they would overlap. */
function apart(first: number, second: number): readonly [number, number] {
  const missing = FONT_SIZE + 2 - Math.abs(first - second);
  if (missing <= 0) return [first, second];
  const move = first > second ? missing / 2 : -missing / 2;
  return [first + move, second - move];
}
