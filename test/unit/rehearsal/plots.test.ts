/** The plots of a rehearsal show their figures at the right places, whatever the figures are. */

import { array, assert, double, integer, property } from "fast-check";
import { expect, it } from "vitest";
import { histogram } from "../../../core/rehearsal/latency.ts";
import { light } from "../../../core/rehearsal/page/page-look.ts";
import { latencyPlot, stormPlot } from "../../../core/rehearsal/plots/index.ts";
import { fromZero, linearScale, logarithmicScale, type Scale } from "../../../core/rehearsal/plots/scale.ts";
import type { Measured } from "../../../core/rehearsal/storm.ts";

const size = { width: 600, height: 300 };

function measured(timesMs: readonly number[], timeline: Measured["timeline"] = []): Measured {
  return {
    origin: "measured",
    settings: {
      agents: 10,
      threads: 1,
      queueSize: 1024,
      rhythm: { spreadSeconds: 1, retrySeconds: 10, reloadSeconds: 10 },
    },
    samples: timesMs.map((busyMs) => ({ request: 0, busyMs, scriptMs: busyMs, end: "registered" })),
    elapsedMs: 1000,
    threadsLost: 0,
    ended: "limit",
    runs: timesMs.length,
    repeatedRuns: 0,
    registered: 0,
    discardedFull: 0,
    discardedPending: 0,
    peakDepth: 0,
    timeline,
  };
}

/** The values of an attribute of all elements with this name. */
function numbers(svg: string, element: string, attribute: string): number[] {
  return Array.from(
    svg.matchAll(new RegExp(`<${element} [^>]*\\b${attribute}="([^"]*)"`, "g")),
    ([, value]) => Number(value),
  );
}

function heights(svg: string, words: string): number | undefined {
  const y = new RegExp(`<text x="[^"]*" y="([^"]*)"[^>]*>${words}<`).exec(svg)?.[1];
  return y === undefined ? undefined : Number(y);
}

it("every axis has a few ticks in order, all of them on the axis", () => {
  const hasGoodTicks = ({ ticks, shareOf }: Scale): void => {
    expect(ticks.length).toBeGreaterThanOrEqual(1);
    expect(ticks.length).toBeLessThanOrEqual(12);
    const shares = ticks.map(shareOf);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.every((share) => share > -1e-6 && share < 1 + 1e-6)).toBe(true);
  };
  assert(
    property(double({ min: 0.2, max: 1e7, noNaN: true }), integer({ min: 2, max: 1000 }), (max, ratio) => {
      const zero = fromZero(max);
      hasGoodTicks(zero);
      expect(zero.shareOf(max)).toBeLessThanOrEqual(1 + 1e-6);
      expect(zero.ticks[0]).toBe(0);
      hasGoodTicks(linearScale(0, max));
      const powers = logarithmicScale(max / ratio, max);
      hasGoodTicks(powers);
      expect(powers.shareOf(max / ratio)).toBeGreaterThanOrEqual(-1e-9);
      expect(powers.shareOf(max)).toBeLessThanOrEqual(1 + 1e-9);
    }),
  );
});

it("a histogram has a bar for each bin, as high as its runs", () => {
  assert(
    property(array(integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 200 }), (times) => {
      const bins = histogram(times);
      const bars = numbers(latencyPlot(measured(times), light)(size), "rect", "height");
      expect(bars.length).toBe(bins.length);
      const highest = Math.max(...bars);
      const most = Math.max(...bins.map(({ runs }) => runs));
      bars.forEach((height, at) => {
        expect(Math.abs(height / highest - (bins[at]?.runs ?? 0) / most)).toBeLessThan(0.01);
      });
    }),
    { numRuns: 50 },
  );
});

it("the labels of median and 95 % are one above the other where the times are close", () => {
  const close = latencyPlot(measured([...new Array<number>(40).fill(10), 11, 400]), light)(size);
  expect(heights(close, "95 % under [^<]*")).toBeLessThan((heights(close, "median [^<]*") ?? 0) - 12);
});

it.each([
  ["at the same height", [{ seconds: 5, depth: 0, registered: 0 }]],
  ["of a storm that ends at once", [{ seconds: 0, depth: 3, registered: 3 }]],
])("the names of two lines %s do not overlap", (_, end) => {
  const svg = stormPlot(measured([1], [{ seconds: 0, depth: 0, registered: 0 }, ...end]), light)(size);
  expect(svg).not.toMatch(/NaN|Infinity/);
  const [waiting = 0, registered = 0] = ["waiting", "registered"].map((name) => heights(svg, name));
  expect(Math.abs(waiting - registered)).toBeGreaterThanOrEqual(14);
});
