/**
 * The plots for choosing a setting: time until all are registered against threads, and against the size of the queue.
 */

import { numberText, say } from "../../words/index.ts";
import { spoken } from "../advice.ts";
import type { Simulated } from "../storm.ts";
import type { Study } from "../study.ts";
import { axisOf, type Frame, frameOf } from "./frame.ts";
import { FONT_SIZE, LINES, type PlotLook, type TimeUnit, unitFor } from "./look.ts";
import type { Plot } from "./plot.ts";
import { fromZero, logarithmicScale, type Scale } from "./scale.ts";
import { element, type Point, text, through } from "./svg.ts";

/** One form of asking, with its simulations. */
export interface PlottedForm {
  /** For the legend: `script`, `socket`. */
  readonly name: string;
  readonly study: Study;
}

/**
 * Time until all are registered against the number of threads. A hollow point is estimated from other numbers of
 * threads.
 */
export function threadsPlot(forms: readonly PlottedForm[], look: PlotLook): Plot {
  return choicePlot(forms, look, {
    axis: say`threads (simulated)`,
    rows: ({ byThreads }) => byThreads,
    nameOf: ({ settings }) => String(settings.threads),
    chosen: ({ advice }) => advice.threads,
    valueOf: ({ settings }) => settings.threads,
  });
}

/** The same against `queue_size`. */
export function queuePlot(forms: readonly PlottedForm[], look: PlotLook): Plot {
  return choicePlot(forms, look, {
    axis: say`queue_size (simulated)`,
    rows: ({ byQueue }) => byQueue,
    nameOf: ({ settings }) => numberText(settings.queueSize),
    chosen: ({ advice }) => advice.queueSize,
    valueOf: ({ settings }) => settings.queueSize,
  });
}

interface Choice {
  readonly axis: string;
  readonly rows: (study: Study) => readonly Simulated[];
  readonly nameOf: (row: Simulated) => string;
  readonly valueOf: (row: Simulated) => number;
  readonly chosen: (study: Study) => number;
}

/** Above this ratio, small values would be on the axis. */
const LINEAR_UP_TO = 30;

function choicePlot(forms: readonly PlottedForm[], look: PlotLook, choice: Choice): Plot {
  const [first] = forms;
  const names = first === undefined ? [] : choice.rows(first.study).map(choice.nameOf);
  const { scale, unit } = timesOf(
    forms.flatMap(({ study }) => choice.rows(study).flatMap((row) => row.allRegisteredSeconds ?? [])),
  );
  return (size) => {
    const labels = names.map((label, at) => ({ share: shareOf(at, names.length), label }));
    const frame = frameOf(size, look, {
      x: { name: choice.axis, labels, hasLines: false },
      y: axisOf(say`${unit.name} until all are registered`, scale, axisNumber),
    });
    const series = forms.map(({ study }, at) =>
      seriesOf(study, {
        look,
        colour: look.forms[at === 0 ? 0 : 1],
        symbol: symbolOf(at),
        choice,
        unit,
        scale,
        frame,
      }),
    );
    const legend = forms.length > 1 ? legendOf(forms, look, size.width) : "";
    return [frame.axes, ...series, legend].join("");
  };
}

/** The axis of the times, with room for the text above the topmost point. */
function timesOf(seconds: readonly number[]): { readonly scale: Scale; readonly unit: TimeUnit } {
  const longest = Math.max(0, ...seconds);
  const shortest = Math.max(Math.min(longest, ...seconds), 0.01);
  if (longest / shortest > LINEAR_UP_TO)
    return { scale: logarithmicScale(shortest, longest * 2), unit: unitFor(0) };
  const unit = unitFor(longest);
  return { scale: fromZero((longest / unit.seconds) * 1.25), unit };
}

/** The middle of the position `at` of `count` positions of equal width. */
function shareOf(at: number, count: number): number {
  return (at + 0.5) / count;
}

interface SeriesParts {
  readonly look: PlotLook;
  readonly colour: string;
  readonly symbol: Symbol;
  readonly choice: Choice;
  readonly unit: TimeUnit;
  readonly scale: Scale;
  readonly frame: Frame;
}

/** The points of one form with their labels, and a line through those that have a time. */
function seriesOf(study: Study, { look, colour, symbol, choice, unit, scale, frame }: SeriesParts): string {
  const rows = choice.rows(study);
  const placed = rows.flatMap((row, at) => {
    const { allRegisteredSeconds: seconds } = row;
    if (seconds === undefined) return [];
    const value = Math.max(seconds / unit.seconds, 0.01);
    return [{ row, seconds, x: frame.x(shareOf(at, rows.length)), y: frame.y(scale.shareOf(value)) }];
  });
  const points = placed.map(({ row, seconds, x, y }) => {
    const words = wordsAt(row, study, choice);
    const isMarked = words.length > 0;
    const radius = isMarked ? 7 : 4.5;
    const fill = row.basis === "measured" ? colour : look.background;
    const lines = [...words, spoken(seconds)].map((line, at, all) => {
      const above = (all.length - 1 - at) * FONT_SIZE + radius + 8;
      return text(line, { x, y: y - above, ...labelStyle(look, isMarked) });
    });
    return symbol({ x, y }, radius, { fill, stroke: colour, "stroke-width": 2 }) + lines.join("");
  });
  return element("path", { d: through(placed), stroke: colour, ...LINES.simulated }) + points.join("");
}

/** The line between the points stays behind the text. */
function labelStyle(look: PlotLook, isMarked: boolean) {
  return {
    fill: look.text,
    stroke: look.background,
    "stroke-width": 4,
    "stroke-linejoin": "round",
    "paint-order": "stroke",
    "font-size": FONT_SIZE,
    "font-weight": isMarked ? "bold" : "normal",
    "text-anchor": "middle",
  };
}

type Symbol = (at: Point, radius: number, style: Readonly<Record<string, string | number>>) => string;

/** Different shapes, because colour must not be the only difference. */
function symbolOf(form: number): Symbol {
  return form === 0
    ? ({ x, y }, r, style) => element("circle", { cx: x, cy: y, r, ...style })
    : ({ x, y }, r, style) => {
        const corners = [
          { x, y: y - r },
          { x: x + r, y: y + r },
          { x: x - r, y: y + r },
        ];
        return element("path", { d: `${through(corners)}Z`, ...style });
      };
}

/** The names of the forms, at the top right. */
function legendOf(forms: readonly PlottedForm[], look: PlotLook, width: number): string {
  const y = 12;
  const each = 110;
  return forms
    .map(({ name }, at) => {
      const x = width - (forms.length - at) * each;
      const colour = look.forms[at === 0 ? 0 : 1];
      const ends = [
        { x, y },
        { x: x + 28, y },
      ];
      return [
        element("path", { d: through(ends), stroke: colour, ...LINES.simulated }),
        symbolOf(at)({ x: x + 14, y }, 4.5, { fill: colour }),
        text(name, { x: x + 34, y: y + FONT_SIZE / 3, fill: look.text, "font-size": FONT_SIZE }),
      ].join("");
    })
    .join("");
}

/** What the point means, besides its time. */
function wordsAt(row: Simulated, study: Study, choice: Choice): readonly string[] {
  const value = choice.valueOf(row);
  return [
    ...(value === choice.valueOf(study.asked) ? [say`asked`] : []),
    ...(value === choice.chosen(study) && isAdvised(row, study) ? [say`advised`] : []),
  ];
}

/**
 * The advice changes threads and queue together. A point with only one of the two changes is marked if that change
 * gives nearly the whole gain.
 */
function isAdvised({ allRegisteredSeconds: seconds }: Simulated, { advice }: Study): boolean {
  const wanted = advice.simulated.allRegisteredSeconds;
  return seconds !== undefined && wanted !== undefined && seconds <= wanted * 1.1;
}

function axisNumber(value: number): string {
  return numberText(value >= 1 ? value : Number(value.toPrecision(6)));
}
