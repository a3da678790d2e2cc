/** Rehearsals with real scripts and sockets: what the manager's queue discards, what ends them, and that the simulation agrees. */

import path from "node:path";
import { describe, expect, it } from "vitest";
import { bytesFromText, defaultSettings, KeyStore, newestRelease } from "../../../core/manager/index.ts";
import { type PollTarget, type RehearsalOptions, rehearse, startDaemon } from "../../../core/poll/index.ts";
import { calibrate, defaultRhythm, serviceTimesAt, simulate } from "../../../core/rehearsal/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { expectNothingLeft, id001, script, testEnvironment } from "../poll/support.ts";

expectNothingLeft();

const waits = path.resolve(import.meta.dirname, "../../fixtures/rehearsal/waits.sh");
const folder = temporaryFolder();

const target: PollTarget = {
  execPath: bytesFromText(waits),
  socketPath: undefined,
  release: newestRelease,
  timeoutSeconds: 20,
  profile: "manager",
  workingDirectory: "/",
  standInDirectory: undefined,
  environment: testEnvironment,
};

const atOnce = { ...defaultRhythm, spreadSeconds: 0 };

function rehearsed(options: Partial<RehearsalOptions>) {
  const setting = { agents: 20, threads: 4, queueSize: 1024, rhythm: atOnce, levels: [] };
  const manager = { known: new KeyStore(), settings: defaultSettings(newestRelease) };
  return rehearse({ target, requests: [id001], ...manager, ...setting, ...options });
}

describe("a rehearsal", () => {
  it("registers every agent, and says how long each run took", async () => {
    const { storm, calibration } = await rehearsed({});
    expect(storm).toMatchObject({
      origin: "measured",
      ended: "all-in",
      runs: 20,
      registered: 20,
      discardedFull: 0,
    });
    expect(storm.samples).toHaveLength(20);
    for (const { busyMs, scriptMs } of storm.samples) {
      expect(scriptMs).toBeGreaterThan(0);
      expect(busyMs).toBeGreaterThanOrEqual(scriptMs);
    }
    expect(storm.peakDepth).toBe(16);
    expect(calibration?.levels.map(({ threads }) => threads)).toEqual([4]);
  });

  it("discards what the manager discards: pending agents, and requests without space", async () => {
    const rhythm = { retrySeconds: 0.04, spreadSeconds: 0, reloadSeconds: 0 };
    const { storm } = await rehearsed({ agents: 12, threads: 2, queueSize: 4, rhythm });
    // Two run and three wait; the other seven are discarded at once.
    expect(storm.discardedFull).toBeGreaterThanOrEqual(7);
    expect(storm.discardedPending).toBeGreaterThan(0);
    expect(storm.peakDepth).toBe(3);
    expect(storm).toMatchObject({ ended: "all-in", registered: 12 });
  });

  it("runs the script again for agents that remoted has not read", async () => {
    const rhythm = { retrySeconds: 0.05, spreadSeconds: 0, reloadSeconds: 60 };
    const { storm } = await rehearsed({
      agents: 3,
      threads: 1,
      rhythm,
      requests: [id001, id001, { selector: "id", value: "9" }],
      limit: 8,
    });
    expect(storm).toMatchObject({ ended: "limit", runs: 8, registered: 2 });
    expect(storm.repeatedRuns).toBeGreaterThan(0);
  });

  it("is limited by runs, by time, and by a cancellation", async () => {
    expect((await rehearsed({ limit: 5 })).storm).toMatchObject({ ended: "limit", runs: 5 });
    const short = await rehearsed({ agents: 500, durationSeconds: 0.35 });
    expect(short.storm.ended).toBe("duration");
    expect(short.storm.runs).toBeGreaterThan(3);
    const stop = new AbortController();
    const cancelled = await rehearsed({
      agents: 5000,
      signal: stop.signal,
      onProgress: ({ runs, waiting }) => {
        if (runs >= 4 && waiting > 1000) stop.abort();
      },
    });
    expect(cancelled).toMatchObject({ cancelled: true, storm: { ended: "cancelled" } });
  });

  it("ends although a queue_size of 1 accepts nothing, so that its number of runs is never reached", async () => {
    const { storm } = await rehearsed({ queueSize: 1, limit: 5 });
    expect(storm).toMatchObject({ ended: "duration", runs: 0, registered: 0 });
    expect(storm.discardedFull).toBeGreaterThanOrEqual(20);
  });

  it("ends at once if nothing can be asked", async () => {
    const missing = await rehearsed({ target: { ...target, execPath: "/no/such/script" } });
    expect(missing.storm.ended).toBe("cannot-run");
    expect(missing.obstacle).toMatch(/no\/such\/script/);
  });

  it("measures other numbers of threads for calibration", async () => {
    const { levels, calibration } = await rehearsed({ levels: [1, 4, 8] });
    expect(levels.map(({ settings }) => settings.threads)).toEqual([1, 8, 8, 1]);
    expect(calibration?.levels.map(({ threads }) => threads)).toEqual([1, 4, 8]);
  });

  it("asks a socket, which is the fix for slow scripts", async () => {
    const socketPath = path.join(folder, "keys.sock");
    const execPath = bytesFromText(`${script("daemon.py")} ${socketPath}`);
    const start = await startDaemon({ ...target, execPath, socketPath });
    if (start.kind === "failed") throw new Error(start.message);
    try {
      const { storm } = await rehearsed({
        target: { ...target, execPath: undefined, socketPath },
        agents: 200,
      });
      expect(storm).toMatchObject({ ended: "all-in", registered: 200 });
    } finally {
      await start.daemon.stop();
    }
  });
});

describe("a simulation", () => {
  const setting = { threads: 6, queueSize: 1024, rhythm: atOnce };

  /** The predicted seconds for this number of agents, from half of the runs or from all. */
  function foretold(agents: number, storms: Parameters<typeof calibrate>[0]): number {
    const calibration = calibrate(storms);
    if (calibration === undefined) throw new Error("runs ended");
    return simulate({ ...setting, agents, times: serviceTimesAt(calibration, 6) }).allRegisteredSeconds ?? 0;
  }

  it("calibrated on every second run of a drain predicts the whole of it", async () => {
    const { storm } = await rehearsed({ ...setting, agents: 200 });
    const half = { ...storm, samples: storm.samples.filter((_, at) => at % 2 === 0) };
    const ratio = foretold(200, [half]) / (storm.elapsedMs / 1000);
    expect(ratio).toBeGreaterThan(0.85);
    expect(ratio).toBeLessThan(1.15);
  });

  // Other work on the machine may start or end in between, and then the runs before and after say nothing about the drain.
  it("calibrated on other runs predicts within 15 % how long 500 requests take", {
    timeout: 120_000,
    retry: 3,
  }, async () => {
    const before = await rehearsed({ ...setting, agents: 60 });
    const drain = await rehearsed({ ...setting, agents: 500 });
    const after = await rehearsed({ ...setting, agents: 60 });
    expect(drain.storm).toMatchObject({ ended: "all-in", registered: 500 });
    const ratio = foretold(500, [before.storm, after.storm]) / (drain.storm.elapsedMs / 1000);
    expect(ratio).toBeGreaterThan(0.85);
    expect(ratio).toBeLessThan(1.15);
  });
});
