/** The report of a rehearsal says for every figure whether it was measured or simulated, and with which setting. */

import { describe, expect, it } from "vitest";
import {
  calibrate,
  defaultRhythm,
  type Measured,
  type Rehearsal,
  study,
} from "../../../core/rehearsal/index.ts";
import { rehearsalBody } from "../../../core/rehearsal/page/index.ts";
import type { FormName, RehearsalParts, RehearsedForm } from "../../../core/rehearsal/report/index.ts";
import { marked } from "../manifest/marked.ts";

const measuredWith = { agents: 300, threads: 2, queueSize: 1024, rhythm: defaultRhythm };

const measured: Measured = {
  origin: "measured",
  settings: measuredWith,
  samples: Array.from({ length: 40 }, (_, at) => ({
    request: 0,
    busyMs: 20 + (at % 7),
    scriptMs: 20,
    end: "registered",
  })),
  elapsedMs: 460,
  threadsLost: 0,
  ended: "limit",
  runs: 40,
  repeatedRuns: 0,
  registered: 40,
  discardedFull: 0,
  discardedPending: 0,
  peakDepth: 260,
  timeline: [
    { seconds: 0, depth: 0, registered: 0 },
    { seconds: 0.46, depth: 260, registered: 40 },
  ],
};

function form(name: FormName, agents: number): RehearsedForm {
  const calibration = calibrate([measured]);
  if (calibration === undefined) throw new Error("nothing to calibrate on");
  const rehearsal: Rehearsal = {
    origin: "measured",
    storm: measured,
    levels: [],
    calibration,
    obstacle: undefined,
    cancelled: false,
  };
  return { name, rehearsal, study: study({ ...measuredWith, agents, calibration }) };
}

function body(agents: number, names: readonly FormName[] = ["script"]): string {
  const parts: RehearsalParts = {
    subject: "a <b> & c",
    release: "4.14",
    storm: { ...measuredWith, agents },
    forms: names.map((name) => form(name, agents)),
    cancelled: false,
  };
  return rehearsalBody(parts);
}

describe("the body of a report", () => {
  it("separates measured figures from those simulated from them", () => {
    expect(body(300)).toMatch(/<p class="quiet">300 agents reconnect [^<]*Wazuh 4\.14\.<\/p>/);
    expect(body(5000)).toMatch(
      /5,000 agents reconnect [^<]*This is simulated\. Measured: 300 agents reconnect within 1 s; threads 2, queue_size 1024\.<\/p>/,
    );
  });

  it("has the origin at every plot, in its text too", () => {
    const figures = body(300).match(/<figure>[\s\S]*?<\/figure>/g) ?? [];
    expect(figures.length).toBe(6);
    for (const figure of figures) {
      const origin = /<span class="origin (measured|simulated)">\1<\/span>/.exec(figure)?.[1];
      expect(figure).toContain(`(${origin}). `);
    }
  });

  it("compares script and socket side by side, each with its own advice", () => {
    const both = body(300, ["script", "socket"]);
    expect(both).toContain("<h2>Side by side</h2>");
    expect(both.match(/Choose this setting for the (script|socket)/g)).toHaveLength(2);
    expect(body(300)).not.toContain("Side by side");
  });

  it("is whole in the language of the editor, pictures included", async () => {
    const page = await marked(() => body(5000, ["script", "socket"]));
    const shown = page.replace(/<(?!svg)[^>]*>|<svg[^>]*aria-label="([^"]*)"[^>]*>/g, " $1 ");
    const rest = shown.replace(/⟦[^⟦⟧]*⟧/g, "").match(/[a-z_]{3,}/g) ?? [];
    expect(shown).toContain("⟦ until all are registered⟧");
    expect(rest.filter((word) => !/^(?:threads|queue_size|azuh|amp|min)$/.test(word))).toEqual([]);
  });

  it("is accepted by a page that allows no inline style and no script", () => {
    expect(body(300)).not.toMatch(/ style=| on\w+=|<style|<script|javascript:/);
  });
});
