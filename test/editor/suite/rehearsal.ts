/** The view of a rehearsal after a restart of the editor: it is restored from what its page kept. */
import assert from "node:assert/strict";
import { suite, suiteTeardown, test } from "mocha";
import * as vscode from "vscode";
import { keptOf } from "../../../client/rehearsal/kept-rehearsal.ts";
import { RehearsalView } from "../../../client/rehearsal/rehearsal-view.ts";
import { calibrate, defaultRhythm, type Measured, study } from "../../../core/rehearsal/index.ts";
import type { RehearsalParts } from "../../../core/rehearsal/report/index.ts";
import { eventually } from "../host/eventually.ts";

const storm = { agents: 50, threads: 4, queueSize: 1024, rhythm: defaultRhythm };

function parts(runs: number): RehearsalParts {
  const measured: Measured = {
    origin: "measured",
    settings: storm,
    samples: Array.from({ length: runs }, () => ({
      request: 0,
      busyMs: 20,
      scriptMs: 19,
      end: "registered",
    })),
    elapsedMs: 1000,
    threadsLost: 0,
    ended: "all-in",
    runs,
    repeatedRuns: 0,
    registered: runs,
    discardedFull: 0,
    discardedPending: 0,
    peakDepth: 0,
    timeline: [],
  };
  const calibration = calibrate([measured]);
  assert.ok(calibration);
  const measurement = { storm: measured, levels: [], calibration, obstacle: undefined, cancelled: false };
  return {
    subject: "poll.keypoll.json",
    release: "4.14",
    storm,
    forms: [
      {
        name: "script",
        rehearsal: { origin: "measured", ...measurement },
        study: study({ calibration, ...storm }),
      },
    ],
    cancelled: false,
  };
}

const panels = (): string[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith("rehearsal"))
    .map(({ label }) => label);

suite("the view of a rehearsal", () => {
  const extension = vscode.extensions.getExtension("keypoll.keypoll");
  assert.ok(extension);
  const view = new RehearsalView({ extension });
  suiteTeardown(() => view.dispose());
  const panel = (): vscode.WebviewPanel =>
    vscode.window.createWebviewPanel("keypoll.rehearsal", "Rehearsal", vscode.ViewColumn.Active);

  test("restores its panel with the measured figures, and closes a panel without any", async () => {
    const kept = keptOf("file:///poll.keypoll.json", parts(40));
    // Only what survives as JSON is kept.
    await view.restore(panel(), JSON.parse(JSON.stringify({ kept })));
    await eventually(() => assert.deepEqual(panels(), ["Rehearsal: poll.keypoll.json"]));
    const fresh = new RehearsalView({ extension });
    for (const state of [undefined, { kept: { ...kept, forms: [{ name: "script" }] } }]) {
      await fresh.restore(panel(), state);
    }
    await eventually(() => assert.deepEqual(panels(), ["Rehearsal: poll.keypoll.json"]));
  });

  test("discards a panel that is closed while its figures are simulated again, and shows the next rehearsal", async () => {
    const fresh = new RehearsalView({ extension });
    const closed = panel();
    const kept = keptOf("file:///poll.keypoll.json", parts(40));
    const restoring = fresh.restore(closed, { kept });
    closed.dispose();
    await restoring;
    const next = { ...parts(40), subject: "next.keypoll.json" };
    fresh.show(vscode.Uri.parse("file:///next.keypoll.json"), next);
    await eventually(() => assert.ok(panels().includes("Rehearsal: next.keypoll.json")));
    fresh.dispose();
    await eventually(() => assert.deepEqual(panels(), ["Rehearsal: poll.keypoll.json"]));
  });

  test("keeps nothing of very many runs", () => {
    assert.equal(keptOf("file:///poll.keypoll.json", parts(30_000)), undefined);
  });
});
