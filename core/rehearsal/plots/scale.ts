/** The scales of axes. */

import { roundWidth } from "../latency.ts";

/** What an axis shows. */
export interface Scale {
  /** The position of a value: 0 at the start of the axis, 1 at its end. */
  readonly shareOf: (value: number) => number;
  /** The values that get a label, in ascending order. */
  readonly ticks: readonly number[];
}

/** About as many ticks as an axis has. */
const TICKS = 7;

/** Ticks are at multiples of a round number, at least `least` apart. */
export function linearScale(from: number, to: number, least = 0): Scale {
  const step = stepOf(to - from, least);
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step + 1e-9) - first + 1;
  return {
    shareOf: (value) => (value - from) / (to - from || 1),
    // Without the last digits of floating point.
    ticks: Array.from({ length: count }, (_, at) => Number(((first + at) * step).toPrecision(9))),
  };
}

/** From 0 to the first tick that is not below `max`. */
export function fromZero(max: number, least = 0): Scale {
  const step = stepOf(max, least);
  return linearScale(0, Math.max(1, Math.ceil(max / step - 1e-9)) * step, least);
}

/** Ticks are at powers of ten, and the axis starts and ends with one. Values are above 0. */
export function logarithmicScale(min: number, max: number): Scale {
  const from = Math.floor(Math.log10(min));
  const to = Math.max(from + 1, Math.ceil(Math.log10(max)));
  return {
    shareOf: (value) => (Math.log10(value) - from) / (to - from),
    ticks: Array.from({ length: to - from + 1 }, (_, at) => Number((10 ** (from + at)).toPrecision(9))),
  };
}

function stepOf(width: number, least: number): number {
  return Math.max(least, roundWidth(width / TICKS));
}
