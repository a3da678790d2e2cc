/** Where a plot draws what: positions worked out by hand, in plots of a size with round numbers. */

import { describe, expect, it } from "vitest";
import {
  calibrate,
  defaultRhythm,
  type Measured,
  type Simulated,
  type Study,
} from "../../../core/rehearsal/index.ts";
import { light } from "../../../core/rehearsal/page/page-look.ts";
import { frameOf } from "../../../core/rehearsal/plots/frame.ts";
import {
  escaped,
  latencyPlot,
  queuePlot,
  stormPlot,
  svgOf,
  text,
  threadsPlot,
} from "../../../core/rehearsal/plots/index.ts";
import { unitFor } from "../../../core/rehearsal/plots/look.ts";
import { fromZero, linearScale, logarithmicScale } from "../../../core/rehearsal/plots/scale.ts";
import { element, through } from "../../../core/rehearsal/plots/svg.ts";

/** The elements of a drawing in order: name, attributes, words. */
function elements(svg: string) {
  return [...svg.matchAll(/<(\w+)((?: [\w-]+="[^"]*")*)>([^<]*)/g)].map(
    ([, name = "", words = "", content = ""]) => {
      const found = [...words.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [
        key,
        Number.isNaN(Number(value)) ? value : Number(value),
      ]);
      return { name, ...Object.fromEntries(found), ...(name === "text" ? { words: content } : {}) };
    },
  );
}

describe("an axis", () => {
  const shares = ({ shareOf }: ReturnType<typeof linearScale>, values: readonly number[]) =>
    values.map(shareOf);

  it("has ticks at round numbers", () => {
    expect(linearScale(0, 7).ticks).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(linearScale(3, 17).ticks).toEqual([4, 6, 8, 10, 12, 14, 16]);
    expect(linearScale(0, 2, 1).ticks).toEqual([0, 1, 2]);
    expect(linearScale(0, 0.7).ticks).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
    expect(shares(linearScale(10, 20), [10, 15, 20])).toEqual([0, 0.5, 1]);
    expect(shares(linearScale(5, 5), [5, 6])).toEqual([0, 1]);
  });

  it("from zero ends with a tick", () => {
    expect(fromZero(13).ticks).toEqual([0, 2, 4, 6, 8, 10, 12, 14]);
    expect(shares(fromZero(13), [0, 7, 14])).toEqual([0, 0.5, 1]);
    expect(fromZero(14).ticks.at(-1)).toBe(14);
    expect(fromZero(0, 1).ticks).toEqual([0, 1]);
    expect(fromZero(3, 1).ticks).toEqual([0, 1, 2, 3]);
  });

  it("of powers of ten begins and ends with one", () => {
    expect(logarithmicScale(0.02, 300).ticks).toEqual([0.01, 0.1, 1, 10, 100, 1000]);
    expect(shares(logarithmicScale(1, 100), [1, 10, 100])).toEqual([0, 0.5, 1]);
    expect(logarithmicScale(10, 10).ticks).toEqual([10, 100]);
  });

  it.each([
    [240, "seconds", 1],
    [241, "minutes", 60],
    [14_400, "minutes", 60],
    [14_401, "hours", 3600],
  ])("of %d seconds counts %s", (seconds, name, unit) => {
    expect(unitFor(seconds)).toEqual({ name, seconds: unit });
  });
});

it("elements are text with positions of a tenth of a pixel", () => {
  expect(element("g", { a: 'x"<&>', b: 1.26, c: 2 }, "<i></i>", "<b></b>")).toBe(
    '<g a="x&quot;&lt;&amp;&gt;" b="1.3" c="2"><i></i><b></b></g>',
  );
  expect(text("a < b", { x: 0.04 })).toBe('<text x="0">a &lt; b</text>');
  expect(
    through([
      { x: 1, y: 2.25 },
      { x: 3.33, y: 4 },
    ]),
  ).toBe("M1 2.3L3.3 4");
  expect(through([])).toBe("");
  expect(escaped("a\0b\x08\tc\n\x0b\x0c\r\x0e\x1f\ufffe\uffff 'é'")).toBe(
    "a\ufffdb\ufffd\tc\n\ufffd\ufffd\r\ufffd\ufffd\ufffd\ufffd 'é'",
  );
  const drawn = svgOf(({ width, height }) => `${width}x${height}`, { width: 30, height: 20 }, "serif", {
    id: "a",
  });
  expect(drawn).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20" viewBox="0 0 30 20" font-family="serif" id="a">30x20</svg>',
  );
});

describe("the frame of a plot", () => {
  const quiet = { fill: light.quiet, "font-size": 12 };
  const x = { name: "across", labels: [{ share: 0.5, label: "half" }], hasLines: true };
  const y = {
    name: "up",
    labels: [
      { share: 0, label: "0" },
      { share: 1, label: "100" },
    ],
    hasLines: true,
  };

  it("has two axes with their names, ticks, labels and lines", () => {
    // The widest label has 3 characters of 7.2 pixels: 16 + 21.6 + 5 beside the data, and 24 on the right.
    const left = 42.6;
    const frame = frameOf({ width: 266.6, height: 184 }, light, { x, y });
    expect([frame.x(0), frame.x(0.5), frame.x(1)].map((each) => Math.round(each * 10) / 10)).toEqual([
      left,
      142.6,
      242.6,
    ]);
    expect([frame.y(0), frame.y(0.5), frame.y(1)]).toEqual([140, 90, 40]);
    const line = (x1: number, y1: number, x2: number, y2: number, stroke: string) => ({
      name: "line",
      x1,
      y1,
      x2,
      y2,
      stroke,
    });
    const label = (words: string, at: number, height: number, anchor: string) => ({
      name: "text",
      x: at,
      y: height,
      ...quiet,
      "text-anchor": anchor,
      words,
    });
    expect(elements(frame.axes)).toEqual([
      line(left, 140, 242.6, 140, light.rule),
      line(37.6, 140, left, 140, light.quiet),
      label("0", 34.6, 144, "end"),
      line(left, 40, 242.6, 40, light.rule),
      line(37.6, 40, left, 40, light.quiet),
      label("100", 34.6, 44, "end"),
      line(142.6, 40, 142.6, 140, light.rule),
      line(142.6, 140, 142.6, 145, light.quiet),
      label("half", 142.6, 157, "middle"),
      line(left, 140, 242.6, 140, light.quiet),
      line(left, 40, left, 140, light.quiet),
      label("up", 37.6, 28, "start"),
      label("across", 142.6, 176, "middle"),
    ]);
  });

  it("has no lines if none are wanted, and as much space on the right as is given", () => {
    const plain = { x: { ...x, hasLines: false }, y: { ...y, hasLines: false } };
    const frame = frameOf({ width: 266.6, height: 184 }, light, plain, 74);
    expect(frame.x(1)).toBeCloseTo(192.6, 9);
    expect(frame.axes).not.toContain(light.rule);
  });

  it("leaves out labels that would overlap", () => {
    const labels = Array.from({ length: 10 }, (_, at) => ({ share: (at + 0.5) / 10, label: `100${at}` }));
    const shown = (width: number): readonly string[] =>
      elements(frameOf({ width: width + 66.6, height: 184 }, light, { x: { ...x, labels }, y }).axes)
        .flatMap((each) => ("words" in each ? [String(each.words)] : []))
        .filter((words) => words.startsWith("100") && words.length === 4);
    // Each label takes 28.8 pixels, and 12 between them.
    expect(shown(410)).toHaveLength(10);
    expect(shown(400)).toEqual(["1000", "1002", "1004", "1006", "1008"]);
    expect(shown(130)).toEqual(["1000", "1004", "1008"]);
    expect(frameOf({ width: 266.6, height: 184 }, light, { x: { ...x, labels: [] }, y }).axes).not.toMatch(
      /NaN/,
    );
  });
});

const settings = { agents: 10, threads: 2, queueSize: 1024, rhythm: defaultRhythm };
const counts = {
  runs: 0,
  repeatedRuns: 0,
  registered: 0,
  discardedFull: 0,
  discardedPending: 0,
  peakDepth: 0,
};

function measured(timesMs: readonly number[], timeline: Measured["timeline"] = []): Measured {
  return {
    origin: "measured",
    settings,
    samples: timesMs.map((busyMs) => ({ request: 0, busyMs, scriptMs: busyMs, end: "registered" })),
    elapsedMs: 1000,
    threadsLost: 0,
    ended: "limit",
    ...counts,
    timeline,
  };
}

function simulated(threads: number, seconds: number | undefined, more: Partial<Simulated> = {}): Simulated {
  return {
    origin: "simulated",
    settings: { ...settings, threads },
    latencyFactor: 1,
    allRegisteredSeconds: seconds,
    allConnectedSeconds: seconds,
    unknownAgents: 0,
    threadsLost: 0,
    ended: seconds === undefined ? "horizon" : "all-in",
    basis: "measured",
    ...counts,
    timeline: [],
    ...more,
  };
}

describe("the plot of a storm", () => {
  const timeline = [
    { seconds: 0, depth: 100, registered: 0 },
    { seconds: 5, depth: 40, registered: 60 },
    { seconds: 10, depth: 0, registered: 100 },
  ];
  // 42.6 pixels on the left and 96 on the right: 200 for ten seconds. 100 pixels for 100 agents.
  const size = { width: 338.6, height: 184 };
  const waiting = "M42.6 40L142.6 100L242.6 140";
  const registered = "M42.6 140L142.6 80L242.6 40";

  it("has a line for what waits, with its area, and one for what is registered", () => {
    const svg = stormPlot(measured([], timeline), light)(size);
    expect(elements(svg).filter(({ name }) => name === "path")).toEqual([
      {
        name: "path",
        d: `M42.6 140L42.6 40${waiting.slice(8)}L242.6 140`,
        fill: light.waiting,
        "fill-opacity": 0.18,
      },
      { name: "path", d: waiting, stroke: light.waiting, "stroke-width": 2, fill: "none" },
      { name: "path", d: registered, stroke: light.registered, "stroke-width": 2, fill: "none" },
    ]);
    expect(elements(svg).slice(-2)).toEqual([
      { name: "text", x: 248.6, y: 144, fill: light.waiting, "font-size": 12, words: "waiting" },
      { name: "text", x: 248.6, y: 44, fill: light.registered, "font-size": 12, words: "registered" },
    ]);
    const words = elements(svg).flatMap((each) => ("words" in each ? [each.words] : []));
    expect(words).toEqual(
      expect.arrayContaining(["seconds (measured)", "agents, requests", "0", "20", "100", "10"]),
    );
  });

  it("of a simulation is dashed, in a unit that is easy to read", () => {
    const later = timeline.map((point) => ({ ...point, seconds: point.seconds * 60 }));
    const svg = stormPlot(simulated(2, 600, { timeline: later }), light)(size);
    expect(svg).toContain("minutes (simulated)");
    expect(
      elements(svg)
        .filter(({ name }) => name === "path")
        .slice(1),
    ).toEqual([
      expect.objectContaining({ d: waiting, "stroke-dasharray": "8 4" }),
      expect.objectContaining({ d: registered, "stroke-dasharray": "8 4" }),
    ]);
  });

  it("keeps its two names 14 pixels apart", () => {
    const namesAt = (depth: number, count: number): readonly unknown[] => {
      const end = [
        { seconds: 0, depth: 100, registered: 0 },
        { seconds: 10, depth, registered: count },
      ];
      return elements(stormPlot(measured([], end), light)(size))
        .slice(-2)
        .map((each) => ("y" in each ? each.y : 0));
    };
    expect(namesAt(50, 50)).toEqual([87, 101]);
    expect(namesAt(50, 54)).toEqual([99, 85]);
    expect(namesAt(54, 50)).toEqual([85, 99]);
    expect(namesAt(50, 64)).toEqual([94, 80]);
  });

  it("without a time or an agent is still a plot", () => {
    expect(stormPlot(measured([]), light)(size)).not.toMatch(/NaN|Infinity/);
    expect(stormPlot(measured([]), light)(size)).toContain("seconds (measured)");
  });
});

describe("the plot of measured times", () => {
  // One digit on the left: 28.2 pixels. 200 for the times.
  const size = { width: 252.2, height: 184 };

  it("has bars, and marks for median and 95 %", () => {
    // Bins of 5 ms from 0 to 100.
    const svg = latencyPlot(measured([2, 2, 2, 98]), light, 1)(size);
    const all = elements(svg);
    const bars = all.filter(({ name }) => name === "rect");
    expect(bars).toHaveLength(20);
    // Three runs are the whole height; each bar is 10 pixels, of which it fills 94 %.
    expect(bars[0]).toEqual({ name: "rect", x: 28.5, y: 40, width: 9.4, height: 100, fill: light.forms[1] });
    expect(bars[1]).toMatchObject({ x: 38.5, height: 0 });
    expect(bars[19]).toMatchObject({ x: 218.5, y: 106.7, height: 33.3 });
    const marks = all.slice(-4);
    const stroke = { stroke: light.text, "stroke-width": 1.5, "stroke-dasharray": "1.5 2" };
    expect(marks).toEqual([
      { name: "line", x1: 32.2, y1: 140, x2: 32.2, y2: 40, ...stroke },
      // Beside the name of the axis: at 8 % of the width.
      {
        name: "text",
        x: 44.2,
        y: 36,
        fill: light.text,
        "font-size": 12,
        "text-anchor": "start",
        words: "median 2.0 ms",
      },
      { name: "line", x1: 195.4, y1: 140, x2: 195.4, y2: 40, ...stroke },
      {
        name: "text",
        x: 195.4,
        y: 36,
        fill: light.text,
        "font-size": 12,
        "text-anchor": "end",
        words: "95 % under 84 ms",
      },
    ]);
    expect(latencyPlot(measured([2]), light)(size)).toContain(light.forms[0]);
    const words = all.flatMap((each) => ("words" in each ? [each.words] : []));
    expect(words).toEqual(expect.arrayContaining(["milliseconds (measured)", "runs", "0", "3", "80"]));
  });

  it("has the second mark above the first if they are close", () => {
    const lifts = elements(latencyPlot(measured([10, 10, 11, 40]), light)(size)).slice(-4);
    expect(lifts[1]).toMatchObject({ words: "median 11 ms", y: 36 });
    expect(lifts[3]).toMatchObject({ words: "95 % under 36 ms", y: 36 });
    const close = elements(latencyPlot(measured([10, 20, 20, 21, 40, 10]), light)(size)).slice(-4);
    expect(close[3]).toMatchObject({ y: 36 });
    const closer = elements(
      latencyPlot(
        measured([10, 20, 21, 22, 40, 23, 20, 21, 22, 23, 20, 21, 22, 23, 22, 23, 22, 23, 22, 23, 22, 23]),
        light,
      )(size),
    );
    expect(closer.slice(-1)[0]).toMatchObject({ y: 22 });
  });

  it("without a run has no mark", () => {
    const svg = latencyPlot(measured([]), light)(size);
    expect(svg).not.toContain("median");
    expect(svg).not.toContain("<rect");
  });
});

const calibration = calibrate([measured([50])]);
if (calibration === undefined) throw new Error("there is a run");

const asked = simulated(2, 100);
const study: Study = {
  origin: "simulated",
  calibration,
  asked,
  range: undefined,
  byThreads: [simulated(1, undefined), asked, simulated(4, 50, { basis: "estimated" }), simulated(8, 48)],
  byQueue: [asked, simulated(2, 51, { settings: { ...settings, queueSize: 20_000 } })],
  byLatency: [],
  advice: { threads: 4, queueSize: 20_000, simulated: simulated(4, 47), reasons: [] },
};
// The axis goes to 140 seconds: three digits on the left, and 24 on the right. 200 pixels for four numbers.
const choiceSize = { width: 266.6, height: 184 };

it("the plot of a choice: has a point for each number of threads with a time, and says which is asked and which is advised", () => {
  const all = elements(threadsPlot([{ name: "script", study }], light)(choiceSize));
  const drawn = all.slice(all.findIndex(({ name }) => name === "path"));
  const [line, ...points] = drawn;
  expect(line).toEqual({
    name: "path",
    d: "M117.6 68.6L167.6 104.3L217.6 105.7",
    stroke: light.forms[0],
    "stroke-width": 2,
    fill: "none",
    "stroke-dasharray": "8 4",
  });
  const circle = (cx: number, cy: number, r: number, fill: string) => ({
    name: "circle",
    cx,
    cy,
    r,
    fill,
    stroke: light.forms[0],
    "stroke-width": 2,
  });
  const words = (text: string, x: number, y: number, weight: string) => ({
    name: "text",
    x,
    y,
    fill: light.text,
    stroke: light.background,
    "stroke-width": 4,
    "stroke-linejoin": "round",
    "paint-order": "stroke",
    "font-size": 12,
    "font-weight": weight,
    "text-anchor": "middle",
    words: text,
  });
  expect(points).toEqual([
    circle(117.6, 68.6, 7, light.forms[0]),
    words("asked", 117.6, 41.6, "bold"),
    words("100 s", 117.6, 53.6, "bold"),
    circle(167.6, 104.3, 7, light.background),
    words("advised", 167.6, 77.3, "bold"),
    words("50 s", 167.6, 89.3, "bold"),
    circle(217.6, 105.7, 4.5, light.forms[0]),
    words("48 s", 217.6, 93.2, "normal"),
  ]);
  const labels = all.flatMap((each) => ("words" in each ? [each.words] : []));
  expect(labels).toEqual(
    expect.arrayContaining([
      "threads (simulated)",
      "seconds until all are registered",
      "1",
      "2",
      "4",
      "8",
      "140",
    ]),
  );
});

it("the plot of a choice: marks no point as advised that has not nearly the whole gain", () => {
  const without = { ...study, advice: { ...study.advice, simulated: simulated(4, 45) } };
  expect(threadsPlot([{ name: "script", study: without }], light)(choiceSize)).not.toContain("advised");
  const never = { ...study, advice: { ...study.advice, simulated: simulated(4, undefined) } };
  expect(threadsPlot([{ name: "script", study: never }], light)(choiceSize)).not.toContain("advised");
  const just = { ...study, advice: { ...study.advice, simulated: simulated(4, 45.5) } };
  expect(threadsPlot([{ name: "script", study: just }], light)(choiceSize)).toContain("advised");
});

it("the plot of a choice: has the sizes of the queue, with commas", () => {
  const svg = queuePlot([{ name: "script", study }], light)(choiceSize);
  for (const words of ["queue_size (simulated)", ">1,024<", ">20,000<", ">asked<", ">advised<", ">51 s<"]) {
    expect(svg).toContain(words);
  }
  expect(svg.match(/<circle/g)).toHaveLength(2);
});

it("the plot of a choice: of two forms has two shapes, two colours and a legend", () => {
  const slower = {
    ...study,
    byThreads: study.byThreads.map((each) => ({ ...each, settings: { ...each.settings, threads: 16 } })),
  };
  const svg = threadsPlot(
    [
      { name: "script", study },
      { name: "socket", study: slower },
    ],
    light,
  )({ width: 480, height: 184 });
  const all = elements(svg);
  const legend = all.slice(-6);
  const lineOf = (colour: string) => ({
    stroke: colour,
    "stroke-width": 2,
    fill: "none",
    "stroke-dasharray": "8 4",
  });
  expect(legend).toEqual([
    { name: "path", d: "M260 12L288 12", ...lineOf(light.forms[0]) },
    { name: "circle", cx: 274, cy: 12, r: 4.5, fill: light.forms[0] },
    { name: "text", x: 294, y: 16, fill: light.text, "font-size": 12, words: "script" },
    { name: "path", d: "M370 12L398 12", ...lineOf(light.forms[1]) },
    { name: "path", d: "M384 7.5L388.5 16.5L379.5 16.5Z", fill: light.forms[1] },
    { name: "text", x: 404, y: 16, fill: light.text, "font-size": 12, words: "socket" },
  ]);
  // Three triangles of the second form, and the one of the legend.
  expect(svg.match(/Z"/g)).toHaveLength(4);
  expect(threadsPlot([{ name: "script", study }], light)(choiceSize)).not.toContain(">script<");
});

it("the plot of a choice: has powers of ten where times differ much", () => {
  const wide = { ...study, byThreads: [simulated(1, 4000), simulated(2, 100)] };
  const words = elements(threadsPlot([{ name: "script", study: wide }], light)(choiceSize)).flatMap((each) =>
    "words" in each ? [each.words] : [],
  );
  expect(words).toEqual(
    expect.arrayContaining(["100", "1,000", "10,000", "seconds until all are registered"]),
  );
  const less = { ...study, byThreads: [simulated(1, 3000), simulated(2, 100)] };
  const linear = elements(threadsPlot([{ name: "script", study: less }], light)(choiceSize)).flatMap(
    (each) => ("words" in each ? [each.words] : []),
  );
  expect(linear).toEqual(
    expect.arrayContaining(["0", "10", "70", "minutes until all are registered", "50 min"]),
  );
});

it("the plot of a choice: without a time is still a plot", () => {
  const never = { ...study, byThreads: [simulated(1, undefined), simulated(2, 0)] };
  for (const forms of [[], [{ name: "script", study: never }]]) {
    expect(threadsPlot(forms, light)(choiceSize)).not.toMatch(/NaN|Infinity/);
  }
});
