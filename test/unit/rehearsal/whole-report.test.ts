/** The whole report of one rehearsal, with figures that can be followed by hand: as JSON, as text, and as a page. */

import { describe, expect, it } from "vitest";
import { light, panelsOf, rehearsalBody, rehearsalHtml } from "../../../core/rehearsal/page/index.ts";
import { dark, themed, themeStyle } from "../../../core/rehearsal/page/page-look.ts";
import { ms } from "../../../core/rehearsal/report/figures.ts";
import {
  comparisonRows,
  keyFigures,
  milliseconds,
  rate,
  ratePerSecond,
  rehearsalReport,
} from "../../../core/rehearsal/report/index.ts";
import {
  advised,
  asked,
  measured,
  parts,
  script,
  settings,
  simulated,
  socket,
  study,
} from "./one-rehearsal.ts";

const tool = { name: "keypoll", version: "1.2.3" } as const;

const counted = {
  runs: 12,
  repeatedRuns: 1300,
  registered: 14,
  discardedFull: 25_000,
  discardedPending: 16,
  peakDepth: 17,
  unknownAgents: 11,
  threadsLost: 18,
};
const row = (threads: number, queueSize: number, seconds: number, more: object = {}): object => ({
  threads,
  queueSize,
  latencyFactor: 1,
  basis: "measured",
  ended: "all-in",
  allRegisteredSeconds: seconds,
  allConnectedSeconds: seconds + 10,
  ...counted,
  ...more,
});
const figures = { runs: 3, meanMs: 30, medianMs: 30, p95Ms: 30, p99Ms: 30, maxMs: 30 };

it("the report in JSON has every figure in its place", () => {
  expect(rehearsalReport(parts([script]), tool)).toEqual({
    tool,
    command: "rehearse",
    release: "4.14",
    ok: true,
    subject: "find <keys>",
    storm: settings,
    cancelled: false,
    forms: [
      {
        name: "script",
        measured: {
          origin: "measured",
          ended: "limit",
          runs: 3,
          repeatedRuns: 4,
          registered: 5,
          discardedFull: 6,
          discardedPending: 7,
          peakDepth: 8,
          elapsedSeconds: 1.5,
          ratePerSecond: 2,
          threadsLost: 1,
          busy: { runs: 3, meanMs: 50, medianMs: 50, p95Ms: 59, p99Ms: 59.8, maxMs: 60 },
          script: figures,
          histogram: expect.arrayContaining([{ fromMs: 40, toMs: 41, runs: 1 }]),
          timeline: measured.timeline,
          levels: [
            {
              threads: 2,
              runs: 3,
              meanMs: 50,
              meanErrorMs: expect.closeTo(10 / Math.sqrt(3), 9),
              ratePerSecond: 40,
            },
          ],
        },
        simulated: {
          origin: "simulated",
          asked: row(2, 1024, 37.5, { timeline: asked.timeline }),
          range: { low: 37, high: 39 },
          byThreads: [
            {
              threads: 1,
              queueSize: 1024,
              latencyFactor: 1,
              basis: "measured",
              ended: "horizon",
              ...counted,
            },
            row(2, 1024, 37.5),
            row(4, 1024, 19, { basis: "estimated" }),
          ],
          byQueue: [row(2, 256, 130), row(2, 1024, 37.5)],
          byLatency: [row(2, 1024, 18, { latencyFactor: 0.5 }), row(2, 1024, 37.5)],
          advice: {
            threads: 4,
            queueSize: 1501,
            reasons: ["It is <faster>.", "It has room."],
            simulated: row(4, 1501, 18.8, {
              basis: "estimated",
              discardedFull: 0,
              timeline: advised.timeline,
            }),
          },
        },
      },
    ],
  });
});

it("the report in JSON leaves out what was not measured, and says why", () => {
  const { ok, forms } = rehearsalReport(parts([script, socket]), tool);
  expect(ok).toBe(false);
  expect(forms[1]).toEqual({
    name: "socket",
    obstacle: "nothing listens at /run/keys.sock",
    measured: {
      origin: "measured",
      ended: "cannot-run",
      runs: 0,
      repeatedRuns: 4,
      registered: 5,
      discardedFull: 6,
      discardedPending: 7,
      peakDepth: 8,
      elapsedSeconds: 0,
      ratePerSecond: 0,
      threadsLost: 1,
      histogram: [],
      timeline: [],
      levels: [],
    },
  });
  const rangeless = { ...script, study: { ...study, range: undefined } };
  expect(rehearsalReport(parts([rangeless]), tool).forms[0]?.simulated).not.toHaveProperty("range");
});

it.each([
  ["all are registered", [script], false, true],
  ["it was cancelled", [script], true, false],
  [
    "not all are registered",
    [{ ...script, study: { ...study, asked: simulated(2, 1024, undefined) } }],
    false,
    false,
  ],
  ["nothing is known", [{ ...script, study: undefined }], false, false],
  ["one of two could not be run", [script, { ...socket, study }], false, false],
] as const)("the report in JSON is good or not: %s", (_, forms, cancelled, ok) => {
  const report = rehearsalReport(parts(forms, { cancelled }), tool);
  expect([report.ok, report.cancelled]).toEqual([ok, cancelled]);
});
/** The text of markup, a line for each element that has some. */
function linesOf(markup: string): readonly string[] {
  const shown = markup
    .replace(/<svg[\s\S]*?<\/svg>/g, "")
    .replace(/<\/?(?:dt|dd|p|h[123]|li|th|td|code|figcaption)[^>]*>/g, "\n");
  return shown
    .replace(/<[^>]*>/g, "|")
    .split("\n")
    .map((line) => line.replace(/^\|+|\|+$/g, ""))
    .filter((line) => line !== "");
}

const HEAD = [
  "1,500 agents reconnect within 1 s; threads 2, queue_size 1024; Wazuh 4.14.",
  "Assumed: an agent asks again every 10 s (its retry_interval), and remoted reads client.keys every 10 s (remoted.keyupdate_interval). Times were measured on this machine, with this program around each run.",
];
const COLUMNS = ["all registered", "all connected", "discarded", "repeated runs", "times"];
const TABLES = [
  ["threads (simulated)", ...COLUMNS],
  ["1", "never", "never", "25,000", "1,300", "measured"],
  ["2", "38 s", "48 s", "25,000", "1,300", "measured"],
  ["4", "19 s", "29 s", "25,000", "1,300", "estimated"],
];
const MEASURED_TABLE = [
  ...["threads (measured)", "runs", "a run takes", "standard error", "runs a second"],
  ...["2", "3", "50 ms", "5.8 ms", "40.0"],
];
const QUEUE_TABLE = [
  ...["queue_size (simulated)", ...COLUMNS],
  ...["256", "2 min 10 s", "2 min 20 s", "25,000", "1,300", "measured"],
  ...["1024", "38 s", "48 s", "25,000", "1,300", "measured"],
];
const LATENCY_TABLE = [
  ...["run takes (simulated)", ...COLUMNS],
  ...["× 0.5", "18 s", "28 s", "25,000", "1,300", "measured"],
  ...["× 1", "38 s", "48 s", "25,000", "1,300", "measured"],
];

it("the page of one form reads like this", () => {
  expect(linesOf(rehearsalBody(parts([script])))).toEqual([
    ...HEAD,
    ...["a run, median", "measured|50 ms", "runs a second", "measured|2.0"],
    ...[
      "all registered, your settings",
      "simulated|38 s",
      "all registered, advised settings",
      "simulated|19 s",
    ],
    "simulated|Choose this setting",
    "&lt;threads&gt;4&lt;/threads&gt;",
    "&lt;queue_size&gt;1501&lt;/queue_size&gt;",
    ...["It is &lt;faster&gt;.", "It has room."],
    "Plots",
    "measured|How long runs take",
    "measured|The storm in real time",
    "simulated|Your settings: threads 2, queue_size 1024",
    "simulated|Advised settings: threads 4, queue_size 1501",
    "simulated|Time until all are registered, by threads",
    "simulated|Time until all are registered, by queue_size",
    "Figures",
    "Measured with each number of threads",
    ...MEASURED_TABLE,
    "By threads",
    ...TABLES.flat(),
    "By queue_size",
    ...QUEUE_TABLE,
    "By the time that a run takes",
    ...LATENCY_TABLE,
  ]);
});

it("the page of both forms reads like this", () => {
  expect(linesOf(rehearsalBody(parts([script, socket], { storm: { ...settings, agents: 9000 } })))).toEqual([
    "9,000 agents reconnect within 1 s; threads 2, queue_size 1024; Wazuh 4.14. This is simulated. Measured: 1,500 agents reconnect within 1 s; threads 2, queue_size 1024.",
    HEAD[1],
    ...["script: a run, median", "measured|50 ms", "script: runs a second", "measured|2.0"],
    ...["script: all registered, your settings", "simulated|38 s"],
    ...["script: all registered, advised settings", "simulated|19 s"],
    "socket: not run: nothing listens at /run/keys.sock",
    "simulated|Choose this setting for the script",
    "&lt;threads&gt;4&lt;/threads&gt;",
    "&lt;queue_size&gt;1501&lt;/queue_size&gt;",
    ...["It is &lt;faster&gt;.", "It has room."],
    ...["Side by side", "Script and socket", "script", "socket"],
    ...["a run takes, median (measured)", "50 ms", "–"],
    ...["runs a second (measured)", "2.0", "–"],
    ...["all registered after (simulated)", "38 s", "–"],
    ...["discarded, queue full (simulated)", "25,000", "–"],
    ...["advised: threads, queue_size", "4, 1501", "–"],
    ...["advised: all registered after (simulated)", "19 s", "–"],
    "Plots",
    "measured|How long runs take, script",
    "measured|The storm in real time, script",
    "simulated|Your settings, script: threads 2, queue_size 1024",
    "simulated|Advised settings, script: threads 4, queue_size 1501",
    "simulated|Time until all are registered, by threads",
    "simulated|Time until all are registered, by queue_size",
    "Figures",
    "Measured with each number of threads, script",
    ...MEASURED_TABLE,
    "By threads, script",
    ...TABLES.flat(),
    "By queue_size, script",
    ...QUEUE_TABLE,
    "By the time that a run takes, script",
    ...LATENCY_TABLE,
  ]);
});

it("the page is well-formed: each element that begins ends", () => {
  const open: string[] = [];
  for (const [, end, name = "", alone] of rehearsalBody(parts([script, socket])).matchAll(
    /<(\/?)([a-z]\w*)[^>]*?(\/?)>/gi,
  )) {
    if (end === "") open.push(name);
    else expect(open.pop()).toBe(name);
    expect(alone).toBe("");
  }
  expect(open).toEqual([]);
});

it("the page has a title, a style for every class, and a colour for every variable", () => {
  const page = rehearsalHtml(parts([script]));
  expect(page).toMatch(
    /^<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Rehearsal of find &lt;keys&gt;<\/title>\n<style>\n/,
  );
  expect(page).toContain('<main>\n<h1>Rehearsal of find &lt;keys&gt;</h1>\n<p class="quiet">1,500 agents');
  expect(page).toMatch(/<\/div>\n<\/main>\n<\/body>\n<\/html>\n$/);
  const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
  const classes = new Set(
    [...page.matchAll(/class="([^"]*)"/g)].flatMap(([, names = ""]) => names.split(" ")),
  );
  expect([...classes].toSorted()).toEqual([
    "advice",
    "measured",
    "origin",
    "plots",
    "quiet",
    "simulated",
    "tables",
  ]);
  for (const name of classes) expect(style).toContain(`.${name} `);
  const used = new Set([...page.matchAll(/var\((--[a-z0-9-]+)\)/g)].map(([, name]) => name));
  for (const name of used) expect(style.split(`${name}: `).length - 1).toBe(2);
  expect(style).toContain("body { margin: 0 auto;");
});

it("the page describes each plot in words", () => {
  expect(panelsOf([script], light).map(({ summary }) => summary)).toEqual([
    "Histogram of 3 runs.",
    "5 agents registered in 1.5 s, at most 8 requests waiting.",
    "All registered after 38 s.",
    "All registered after 19 s.",
    "A hollow point is estimated from other numbers of threads.",
    "With your number of threads.",
  ]);
  const never = { ...script, study: { ...study, asked: simulated(2, 1024, undefined) } };
  expect(panelsOf([never], light)[2]?.summary).toBe("Not all agents are registered in the end.");
  expect(panelsOf([socket], light)).toEqual([]);
  const [first] = rehearsalBody(parts([script])).match(/<svg[^>]*>/) ?? [];
  expect(first).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300" viewBox="0 0 600 300" font-family="system-ui, -apple-system, \'Segoe UI\', Roboto, \'Helvetica Neue\', Arial, sans-serif" role="img" aria-label="How long runs take (measured). Histogram of 3 runs.">',
  );
});
describe("figures as text", () => {
  it("say the shortest that is exact enough", () => {
    expect([0.04, 9.94, 10, 9999, 10_000, 12_345].map(ms)).toEqual([
      "0.0 ms",
      "9.9 ms",
      "10 ms",
      "9999 ms",
      "10.0 s",
      "12.3 s",
    ]);
    expect([0, 2, 99.94, 100, 1234.5].map(rate)).toEqual(["0.0", "2.0", "99.9", "100", "1,235"]);
    expect(milliseconds([40, 50, 60])).toBe("median 50 ms, 95 % under 59 ms, longest 60 ms");
    expect(milliseconds([])).toBeUndefined();
    expect(ratePerSecond(measured)).toBe(2);
    expect(ratePerSecond({ ...measured, elapsedMs: 0 })).toBe(0);
  });

  it("at the beginning are those that there are", () => {
    expect(keyFigures(socket)).toEqual([]);
    expect(keyFigures({ ...script, study: undefined })).toEqual([
      { origin: "measured", name: "a run, median", value: "50 ms" },
      { origin: "measured", name: "runs a second", value: "2.0" },
    ]);
    expect(comparisonRows([socket])[0]).toEqual(["", "socket"]);
  });
});

/** The contrast of two colours, as in WCAG 2. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

describe("the colours", () => {
  it.each([
    ["light", light],
    ["dark", dark],
  ])("of the %s look can be read on its background", (_, look) => {
    for (const colour of [look.text, look.quiet, look.waiting, look.registered, ...look.forms]) {
      expect(contrast(colour, look.background)).toBeGreaterThanOrEqual(4.5);
    }
    expect(new Set(look.forms).size).toBe(2);
    expect(look.waiting).not.toBe(look.registered);
    expect(contrast(look.rule, look.background)).toBeGreaterThan(1.1);
    expect(look.font).toMatch(/^system-ui, .*sans-serif$/);
  });

  it("of a page are variables, which the theme of the reader sets", () => {
    const variables = Object.values(themed)
      .flat()
      .filter((each) => each.startsWith("var("))
      .map((each) => each.slice(4, -1));
    expect(variables).toHaveLength(8);
    const values = (text: string): object =>
      Object.fromEntries(
        [...text.matchAll(/(--[a-z0-9-]+): ([^;]+);/g)].map(([, name, value]) => [name, value]),
      );
    const [lightly = "", darkly = ""] = themeStyle.split("@media (prefers-color-scheme: dark) { ");
    expect(lightly).toMatch(/^:root \{ color-scheme: light dark; --text: /);
    const of = ({ text, quiet, rule, background, forms, waiting, registered }: typeof light): object => ({
      "--text": text,
      "--quiet": quiet,
      "--rule": rule,
      "--background": background,
      "--form-1": forms[0],
      "--form-2": forms[1],
      "--waiting": waiting,
      "--registered": registered,
    });
    expect(values(lightly)).toEqual(of(light));
    expect(values(darkly)).toEqual(of(dark));
    expect(Object.keys(values(lightly)).toSorted()).toEqual(variables.toSorted());
  });
});
