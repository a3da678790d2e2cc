/** The simulation: it does what the manager's queue does, and what every storm must do. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultRhythm, type Rhythm, type ServiceTimes, simulate } from "../../../core/rehearsal/index.ts";
import { playOut } from "./reference.ts";

/** Every run takes this many milliseconds, unless `changes` say differently. */
function times(busyMs: number, changes: Partial<ServiceTimes> = {}): ServiceTimes {
  return {
    known: { busyMs: Float64Array.of(busyMs), registers: Uint8Array.of(1) },
    unknown: { busyMs: Float64Array.of(busyMs), registers: Uint8Array.of(0) },
    unknownShare: 0,
    lostShare: 0,
    basis: "measured",
    ...changes,
  };
}

const atOnce: Rhythm = { ...defaultRhythm, spreadSeconds: 0 };
const storm = { agents: 1000, threads: 4, queueSize: 1024, rhythm: atOnce, times: times(50) };

describe("a simulated storm", () => {
  it("does exactly what agents, queue and workers do step by step", () => {
    const settings = fc.record({
      agents: fc.integer({ min: 1, max: 60 }),
      threads: fc.integer({ min: 1, max: 5 }),
      queueSize: fc.integer({ min: 2, max: 70 }),
      // A run never ends at the same moment as agents ask.
      busyMs: fc.integer({ min: 1, max: 900 }).map((each) => each + 0.37),
      retryMs: fc.constantFrom(100, 1000, 10_000),
    });
    fc.assert(
      fc.property(settings, (each) => {
        const { agents, threads, queueSize, busyMs, retryMs } = each;
        const rhythm = { retrySeconds: retryMs / 1000, spreadSeconds: 0, reloadSeconds: 0 };
        const said = simulate({ agents, threads, queueSize, rhythm, times: times(busyMs) });
        const { lastRegisteredMs, ...seen } = playOut(each);
        expect(said).toMatchObject({ ...seen, ended: "all-in", registered: agents, repeatedRuns: 0 });
        expect(said.allRegisteredSeconds).toBeCloseTo(lastRegisteredMs / 1000, 6);
      }),
    );
  });

  it("takes as long as the work divided by the threads if the queue never runs empty", () => {
    expect(simulate(storm).allRegisteredSeconds).toBeCloseTo((1000 * 0.05) / 4, 3);
    expect(simulate({ ...storm, latencyFactor: 2 }).allRegisteredSeconds).toBeCloseTo((1000 * 0.1) / 4, 3);
  });

  it("waits for the agents' next try if the queue is too small", () => {
    const said = simulate({ ...storm, queueSize: 101, times: times(5) });
    // 104 find space at once, and as many at every further try.
    expect(said.discardedFull).toBeGreaterThan(0);
    expect(said.allRegisteredSeconds).toBeGreaterThan(90);
    expect(said.peakDepth).toBe(100);
  });

  it("runs the script again for agents that remoted has not read yet", () => {
    const slow = simulate({ ...storm, agents: 3000, rhythm: { ...defaultRhythm, reloadSeconds: 60 } });
    expect(slow.repeatedRuns).toBeGreaterThan(0);
    expect(slow.runs).toBe(slow.registered + slow.repeatedRuns);
    expect(slow.allConnectedSeconds).toBeGreaterThanOrEqual(60);
  });

  it("gives the same for the same seed, and nearly the same for another", () => {
    const mixed = times(0, {
      known: { busyMs: Float64Array.of(20, 30, 100), registers: Uint8Array.of(1, 1, 1) },
    });
    const one = simulate({ ...storm, times: mixed, seed: 5 });
    expect(simulate({ ...storm, times: mixed, seed: 5 })).toEqual(one);
    const other = simulate({ ...storm, times: mixed, seed: 6 });
    expect(other.allRegisteredSeconds).not.toBe(one.allRegisteredSeconds);
    expect(other.allRegisteredSeconds).toBeCloseTo(one.allRegisteredSeconds ?? 0, -1);
  });

  it("keeps its timeline short and in order", () => {
    const { timeline, registered } = simulate({ ...storm, agents: 50_000 });
    expect(timeline.length).toBeLessThan(500);
    expect(timeline.at(-1)?.registered).toBe(registered);
    expect(timeline.map(({ seconds }) => seconds)).toEqual(
      timeline.map(({ seconds }) => seconds).toSorted((a, b) => a - b),
    );
  });

  it("accepts 100,000 agents, whatever the setting", () => {
    const hard = [
      { threads: 1, queueSize: 1024 },
      { threads: 4, queueSize: 1024 },
      { threads: 32, queueSize: 220_000 },
    ];
    for (const setting of hard) {
      const said = simulate({
        ...storm,
        ...setting,
        agents: 100_000,
        rhythm: defaultRhythm,
        times: times(60),
      });
      expect(said).toMatchObject({ ended: "all-in", registered: 100_000 });
    }
  });
});

describe("a storm that never ends", () => {
  it("because a queue of 1 accepts nothing", () => {
    expect(simulate({ ...storm, queueSize: 1 })).toMatchObject({ ended: "no-queue", registered: 0 });
  });

  it("because the script knows no agent", () => {
    expect(simulate({ ...storm, times: times(50, { unknownShare: 1 }) })).toMatchObject({
      ended: "none-known",
    });
  });

  it("because every thread waits for a script that hangs", () => {
    const said = simulate({ ...storm, times: times(50, { lostShare: 0.05 }) });
    expect(said).toMatchObject({ ended: "threads-lost", threadsLost: 4, allRegisteredSeconds: undefined });
  });

  it("ends for the agents that the script knows", () => {
    const said = simulate({ ...storm, times: times(50, { unknownShare: 0.3 }) });
    expect(said.ended).toBe("all-in");
    expect(said.unknownAgents).toBeGreaterThan(200);
    expect(said.registered).toBe(1000 - said.unknownAgents);
  });
});

it("a storm of no agents is over at once", () => {
  expect(simulate({ ...storm, agents: 0 })).toMatchObject({ ended: "all-in", runs: 0 });
});
