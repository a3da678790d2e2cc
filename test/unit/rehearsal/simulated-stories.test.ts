/** Small storms, each worked out by hand from what agents, queue, script and remoted do. */

import { expect, it } from "vitest";
import { type ServiceTimes, simulate } from "../../../core/rehearsal/index.ts";

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

const never = { known: { busyMs: Float64Array.of(100), registers: Uint8Array.of(0) } };

/** Agents that all ask at moment 0, and then every second. */
const base = {
  agents: 1,
  threads: 1,
  queueSize: 1024,
  rhythm: { retrySeconds: 1, spreadSeconds: 0, reloadSeconds: 0 },
  times: times(100),
};

it("three agents are registered one after the other, and ask again until remoted reads client.keys", () => {
  const rhythm = { ...base.rhythm, reloadSeconds: 10 };
  const { timeline, ...said } = simulate({ ...base, agents: 3, rhythm });
  expect(said).toEqual({
    origin: "simulated",
    settings: { agents: 3, threads: 1, queueSize: 1024, rhythm },
    latencyFactor: 1,
    basis: "measured",
    ended: "all-in",
    allRegisteredSeconds: 0.3,
    allConnectedSeconds: 10,
    unknownAgents: 0,
    // Each of them asks at the seconds 1 to 9 as well.
    runs: 30,
    repeatedRuns: 27,
    registered: 3,
    discardedFull: 0,
    discardedPending: 0,
    peakDepth: 2,
    threadsLost: 0,
  });
  expect(timeline.slice(0, 4)).toEqual([
    { seconds: 0, depth: 2, registered: 0 },
    { seconds: 0.1, depth: 1, registered: 1 },
    { seconds: 0.2, depth: 0, registered: 2 },
    { seconds: 0.3, depth: 0, registered: 3 },
  ]);
  expect(timeline.at(-1)).toEqual({ seconds: 10, depth: 0, registered: 3 });
});

it("what finds no room is discarded, and asks a second later", () => {
  expect(simulate({ ...base, agents: 3, queueSize: 2 })).toMatchObject({
    ended: "all-in",
    runs: 3,
    discardedFull: 1,
    peakDepth: 1,
    allRegisteredSeconds: 1.1,
    allConnectedSeconds: 2,
  });
});

it("a full queue discards at every try", () => {
  // One runs for 2.5 s and one waits; the other two try at 0, 1 and 2 s. Then one of them finds room at 3 s, the last at 6 s.
  expect(simulate({ ...base, agents: 4, queueSize: 2, times: times(2500) })).toMatchObject({
    ended: "all-in",
    runs: 4,
    registered: 4,
    allRegisteredSeconds: 10,
    discardedFull: 2 + 2 + 2 + 1 + 1,
  });
});

it("an agent that asks while its request is pending is discarded too", () => {
  expect(simulate({ ...base, times: times(2500) })).toMatchObject({
    runs: 1,
    discardedPending: 2,
    discardedFull: 0,
    allRegisteredSeconds: 2.5,
    allConnectedSeconds: 3,
  });
  // The second one waits while the first one runs, from 2.4 to 4.8 s.
  expect(simulate({ ...base, agents: 2, times: times(2400) })).toMatchObject({
    runs: 2,
    discardedPending: 2 + 4,
    allRegisteredSeconds: 4.8,
    allConnectedSeconds: 5,
  });
});

it("an agent is let in while its second request is pending, once remoted has read client.keys", () => {
  const rhythm = { ...base.rhythm, reloadSeconds: 5 };
  // It runs until 2.7 s, again from 3 to 5.7 s; it asks at 4 s in vain, and at 5 s it is known.
  expect(simulate({ ...base, rhythm, times: times(2700) })).toMatchObject({
    runs: 2,
    repeatedRuns: 1,
    discardedPending: 3,
    allRegisteredSeconds: 2.7,
    allConnectedSeconds: 5,
  });
});

it("two threads run at the same time, and a slower script takes longer", () => {
  expect(simulate({ ...base, agents: 4, threads: 2 })).toMatchObject({
    allRegisteredSeconds: 0.2,
    peakDepth: 2,
  });
  expect(simulate({ ...base, agents: 4, threads: 2, latencyFactor: 4 })).toMatchObject({
    latencyFactor: 4,
    allRegisteredSeconds: 0.8,
  });
});

it("a script that hangs takes its thread, and what waits is never asked for", () => {
  const said = simulate({ ...base, agents: 3, threads: 2, times: times(100, { lostShare: 1 }) });
  expect(said).toMatchObject({
    ended: "threads-lost",
    threadsLost: 2,
    runs: 0,
    registered: 0,
    allRegisteredSeconds: undefined,
    allConnectedSeconds: undefined,
    peakDepth: 1,
  });
  // A thread for each agent: none is left that could be registered.
  expect(simulate({ ...base, agents: 2, threads: 5, times: times(100, { lostShare: 1 }) })).toMatchObject({
    ended: "threads-lost",
    threadsLost: 2,
  });
});

it("what never registers an agent is given up after the given time", () => {
  const said = simulate({ ...base, times: times(100, never), horizonSeconds: 5 });
  // At 0, 1, 2, 3, 4 and 5 seconds.
  expect(said).toMatchObject({ ended: "horizon", runs: 6, registered: 0, allRegisteredSeconds: undefined });
});

it("what never registers an agent is given up after 2000 runs, long before a day has passed", () => {
  const said = simulate({ ...base, agents: 10, times: times(100, never) });
  expect(said).toMatchObject({ ended: "horizon", runs: 2000, registered: 0 });
});

it("a day is the longest storm", () => {
  const hour = { known: { busyMs: Float64Array.of(3_599_500), registers: Uint8Array.of(0) } };
  // It asks again every hour, the last time when the day is over, but not yet longer.
  expect(simulate({ ...base, times: times(0, hour) })).toMatchObject({ ended: "horizon", runs: 25 });
});

it("agents that retry all the time, or rarely, are simulated as well", () => {
  const rhythm = (retrySeconds: number) => ({ ...base.rhythm, retrySeconds });
  // A try each millisecond: the second one of them finds room after 100 ms.
  expect(simulate({ ...base, agents: 3, queueSize: 2, rhythm: rhythm(0) })).toMatchObject({
    ended: "all-in",
    registered: 3,
    allRegisteredSeconds: 0.3,
  });
  expect(simulate({ ...base, agents: 3, queueSize: 2, rhythm: rhythm(40) })).toMatchObject({
    discardedFull: 1,
    allRegisteredSeconds: 40.1,
    allConnectedSeconds: 80,
  });
});

it("a queue of 1 accepts nothing, and a script that knows none of the agents helps none", () => {
  const nothing = { runs: 0, registered: 0, discardedFull: 0, allRegisteredSeconds: undefined };
  expect(simulate({ ...base, queueSize: 1 })).toMatchObject({ ended: "no-queue", ...nothing });
  expect(simulate({ ...base, agents: 5, times: times(1, { unknownShare: 1 }) })).toMatchObject({
    ended: "none-known",
    unknownAgents: 5,
    ...nothing,
  });
  expect(simulate({ ...base, agents: 0, queueSize: 1, times: times(1, { unknownShare: 1 }) })).toMatchObject({
    ended: "all-in",
    allRegisteredSeconds: 0,
    allConnectedSeconds: 0,
  });
});

it("agents that the script does not know ask on, and take runs from the others", () => {
  const said = simulate({ ...base, agents: 200, times: times(1, { unknownShare: 0.25 }) });
  expect(said.ended).toBe("all-in");
  expect(said.registered).toBe(200 - said.unknownAgents);
  // All are run at 0 and the unknown ones at every second; at 1 s the others are let in.
  expect(said.runs).toBeGreaterThanOrEqual(200);
  expect(said.repeatedRuns).toBe(0);
  expect(said.allConnectedSeconds).toBe(1);
});
