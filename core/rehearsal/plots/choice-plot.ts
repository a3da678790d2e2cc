/**
 * The plots for choosing a setting: time until all are registered against threads, and against the size of the queue.
 */

import { numberText, say } from "../../words/index.ts";
import { spoken } from "../advice.ts";
import type { Simulated } from "../storm.ts";
import type { Study } from "../study.ts";
import {
  above,
  axisParts,
  BELOW,
  framed,
  LINE_TYPES,
  type PlotLook,
  type PlotOption,
  type TimeUnit,
  unitFor,
} from "./look.ts";

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
export function threadsPlot(forms: readonly PlottedForm[], look: PlotLook): PlotOption {
  return choicePlot(forms, look, {
    axis: say`threads (simulated)`,
    rows: ({ byThreads }) => byThreads,
    nameOf: ({ settings }) => String(settings.threads),
    chosen: ({ advice }) => advice.threads,
    valueOf: ({ settings }) => settings.threads,
  });
}

/** The same against `queue_size`. */
export function queuePlot(forms: readonly PlottedForm[], look: PlotLook): PlotOption {
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

/** Different shapes, because colour must not be the only difference. */
const SYMBOLS = ["circle", "triangle"] as const;

/** Above this ratio, small values would be on the axis. */
const LINEAR_UP_TO = 30;

function choicePlot(forms: readonly PlottedForm[], look: PlotLook, choice: Choice): PlotOption {
  const [first] = forms;
  const names = first === undefined ? [] : choice.rows(first.study).map(choice.nameOf);
  const times = forms.flatMap(({ study }) =>
    choice.rows(study).flatMap((row) => row.allRegisteredSeconds ?? []),
  );
  const longest = Math.max(0, ...times);
  const isLog = longest / Math.max(Math.min(...times), 0.01) > LINEAR_UP_TO;
  const unit = unitFor(isLog ? 0 : longest);
  return {
    ...framed(look),
    ...(forms.length > 1
      ? {
          legend: {
            top: 4,
            right: 8,
            textStyle: { color: look.text, fontFamily: look.font },
            itemWidth: 28,
            itemGap: 24,
          },
        }
      : {}),
    xAxis: { type: "category", data: names, boundaryGap: true, ...axisParts(look, choice.axis), ...BELOW },
    yAxis: {
      type: isLog ? "log" : "value",
      // Room for the text above the topmost point.
      max: ({ max }: { readonly max: number }) => (isLog ? 10 ** Math.ceil(Math.log10(max * 2)) : max * 1.18),
      ...above(look, say`${unit.name} until all are registered`),
      axisLabel: { ...axisParts(look, "").axisLabel, showMaxLabel: isLog, formatter: axisNumber },
    },
    series: forms.map(({ name, study }, at) => ({
      type: "line",
      name,
      symbol: SYMBOLS[at % SYMBOLS.length] ?? "circle",
      symbolSize: 9,
      lineStyle: { color: look.forms[at === 0 ? 0 : 1], type: LINE_TYPES.simulated, width: 2 },
      itemStyle: { color: look.forms[at === 0 ? 0 : 1] },
      emphasis: { disabled: true },
      data: choice
        .rows(study)
        .map((row) => pointOf(row, study, { look, colour: look.forms[at === 0 ? 0 : 1], choice, unit })),
    })),
  };
}

interface PointParts {
  readonly look: PlotLook;
  readonly colour: string;
  readonly choice: Choice;
  readonly unit: TimeUnit;
}

function pointOf(row: Simulated, study: Study, { look, colour, choice, unit }: PointParts) {
  const { allRegisteredSeconds: seconds, basis } = row;
  const value = choice.valueOf(row);
  const words = [
    ...(value === choice.valueOf(study.asked) ? [say`asked`] : []),
    ...(value === choice.chosen(study) && isAdvised(row, study) ? [say`advised`] : []),
  ];
  const isMarked = words.length > 0;
  return {
    value: seconds === undefined ? "-" : seconds / unit.seconds,
    symbolSize: isMarked ? 14 : 9,
    itemStyle:
      basis === "measured"
        ? { color: colour, borderColor: colour, borderWidth: 2 }
        : { color: look.background, borderColor: colour, borderWidth: 2 },
    label: {
      show: seconds !== undefined,
      position: "top" as const,
      distance: 8,
      color: look.text,
      // The line between the points stays behind the text.
      backgroundColor: look.background,
      padding: [1, 3],
      fontFamily: look.font,
      fontWeight: isMarked ? ("bold" as const) : ("normal" as const),
      formatter: [...words, spoken(seconds ?? 0)].join("\n"),
    },
  };
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
