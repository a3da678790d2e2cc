/** Which setting is advised, and in which words: storms with given times, as a table would show them. */

import { describe, expect, it } from "vitest";
import { adviseOn, spoken } from "../../../core/rehearsal/advice.ts";
import { defaultRhythm, type Simulated } from "../../../core/rehearsal/index.ts";

function storm(threads: number, queueSize: number, changes: Partial<Simulated> = {}): Simulated {
  return {
    origin: "simulated",
    settings: { agents: 500, threads, queueSize, rhythm: defaultRhythm },
    latencyFactor: 1,
    basis: "measured",
    ended: "all-in",
    allRegisteredSeconds: 100,
    allConnectedSeconds: 110,
    unknownAgents: 0,
    runs: 500,
    repeatedRuns: 0,
    registered: 500,
    discardedFull: 0,
    discardedPending: 0,
    peakDepth: 0,
    threadsLost: 0,
    timeline: [],
    ...changes,
  };
}

interface Case {
  readonly asked: Simulated;
  /** Seconds for each number of threads, with room for all. */
  readonly byThreads?: Readonly<Record<number, number | undefined>>;
  /** The storm for each queue, with the threads that were chosen. */
  readonly byQueue?: Readonly<Record<number, Partial<Simulated>>>;
  readonly timesError?: (threads: number) => number;
}

const AMPLE = 501;

function advised({ asked, byThreads = { 1: 100 }, byQueue = { [AMPLE]: {} }, timesError = () => 0 }: Case) {
  const numbers = (record: object): number[] => Object.keys(record).map(Number);
  const asks: string[] = [];
  const steps = adviseOn(asked, {
    threadChoices: numbers(byThreads),
    queueChoices: numbers(byQueue),
    ample: AMPLE,
    timesError,
    *runAll(changes) {
      const isOfThreads =
        asks.push(changes.map((each) => `${each.threads}/${each.queueSize}`).join(" ")) === 1;
      yield;
      return changes.map(({ threads, queueSize }) =>
        isOfThreads
          ? storm(threads, queueSize, { allRegisteredSeconds: byThreads[threads] })
          : storm(threads, queueSize, { allRegisteredSeconds: byThreads[threads], ...byQueue[queueSize] }),
      );
    },
  });
  for (;;) {
    const step = steps.next();
    if (step.done !== true) continue;
    const { threads, queueSize, reasons, simulated } = step.value;
    return { threads, queueSize, reasons, settings: simulated.settings, asks };
  }
}

describe("the number of threads", () => {
  it.each([
    ["that saves a tenth of the time is taken", { 1: 111, 2: 100 }, 2],
    ["that saves less is not", { 1: 109, 2: 100 }, 1],
    ["is the fewest that are nearly as fast as any", { 1: 300, 2: 109, 4: 100, 8: 120 }, 2],
    ["without an end is not taken", { 1: undefined, 2: 100 }, 2],
  ])("%s", (_, byThreads, threads) => {
    const advice = advised({ asked: storm(1, AMPLE), byThreads });
    expect(advice.threads).toBe(threads);
    expect(advice.settings).toMatchObject({ threads, queueSize: AMPLE });
  });

  it("is tried with room for all, and then with each queue", () => {
    const { asks } = advised({
      asked: storm(1, AMPLE),
      byThreads: { 1: 200, 4: 100 },
      byQueue: { 256: {}, [AMPLE]: {} },
    });
    expect(asks).toEqual(["1/501 4/501", "4/256 4/501"]);
  });

  it("is not larger for a difference that may be chance: two standard errors of both", () => {
    const byThreads = { 1: 140, 2: 100 };
    // Errors of 0.15 and 0.15 are 0.212 together, and 1.42 is more than 1.4.
    const unsure = advised({ asked: storm(4, AMPLE), byThreads, timesError: () => 0.15 });
    expect(unsure.threads).toBe(1);
    expect(unsure.reasons).toContain(
      "It is unknown whether up to 2 threads are faster: the measured runs differ too much. Rehearse again when the machine is less busy.",
    );
    expect(advised({ asked: storm(4, AMPLE), byThreads, timesError: () => 0.14 }).threads).toBe(2);
    const ofOne = (threads: number): number => (threads === 1 ? 0.21 : 0);
    expect(advised({ asked: storm(4, AMPLE), byThreads, timesError: ofOne }).threads).toBe(1);
  });
});

describe("the size of the queue", () => {
  const asked = storm(1, 1024);

  it.each([
    ["is the smallest that discards nothing", { 256: { discardedFull: 3 }, 512: {}, 2048: {} }, 512],
    ["may cost two in a hundred", { 256: { allRegisteredSeconds: 101.9 }, 512: {} }, 256],
    ["may not cost more", { 256: { allRegisteredSeconds: 102.1 }, 512: {} }, 512],
    ["stays if it is good enough", { 256: {}, 1024: {}, 2048: {} }, 1024],
    ["does not stay if it discards", { 256: {}, 1024: { discardedFull: 1 } }, 256],
    [
      "is that of the shortest time if every one discards",
      { 256: { discardedFull: 9, allRegisteredSeconds: 300 }, 512: { discardedFull: 3 } },
      512,
    ],
  ])("%s", (_, byQueue, queueSize) => {
    const advice = advised({ asked, byQueue });
    expect(advice.queueSize).toBe(queueSize);
    expect(advice.settings).toMatchObject({ queueSize });
  });
});

describe("the reasons", () => {
  it.each([
    [
      "much faster",
      { asked: storm(1, AMPLE, { allRegisteredSeconds: 250 }) },
      ["All agents are registered after 100 s instead of 4 min 10 s."],
    ],
    [
      "as fast",
      { asked: storm(1, AMPLE, { allRegisteredSeconds: 101.4 }) },
      ["Your settings are about as fast: 101 s."],
    ],
    [
      "slower",
      { asked: storm(1, AMPLE, { allRegisteredSeconds: 90 }) },
      ["All agents are registered after 100 s; with your settings, after 90 s."],
    ],
    [
      "only with it",
      { asked: storm(1, AMPLE, { allRegisteredSeconds: undefined }) },
      ["With threads 1 and queue_size 501 all agents are registered after 100 s; with your settings, never."],
    ],
    [
      "fewer threads",
      { asked: storm(4, AMPLE), byThreads: { 1: 200, 2: 100 } },
      [
        "Your settings are about as fast: 100 s.",
        "More than 2 threads save little time at the cost of database and processors.",
      ],
    ],
    [
      "one thread",
      { asked: storm(2, AMPLE) },
      [
        "Your settings are about as fast: 100 s.",
        "More than 1 thread saves little time at the cost of database and processors.",
      ],
    ],
    [
      "room",
      { asked: storm(1, 16, { discardedFull: 12_345, allRegisteredSeconds: 200 }) },
      [
        "All agents are registered after 100 s instead of 3 min 20 s.",
        "The queue never becomes too full to accept a request; with your settings, requests are discarded 12,345 times.",
      ],
    ],
    [
      "still no room",
      {
        asked: storm(1, 16, { discardedFull: 12_345, allRegisteredSeconds: 200 }),
        byQueue: { [AMPLE]: { discardedFull: 1 } },
      },
      ["All agents are registered after 100 s instead of 3 min 20 s."],
    ],
    [
      "hanging scripts",
      {
        asked: storm(2, 1024, { threadsLost: 2, allRegisteredSeconds: undefined }),
        byThreads: { 1: undefined, 2: undefined },
      },
      [
        "Some runs never release their thread, and no setting can change that. Give the script its own timeouts, and let it close its output.",
        "No number of threads and no queue size lets all agents register.",
      ],
    ],
    [
      "no known agent",
      {
        asked: storm(2, 1024, { unknownAgents: 500, registered: 0, allRegisteredSeconds: undefined }),
        byThreads: { 1: undefined },
      },
      [
        "No run registered an agent, so there is nothing to make faster. Test the script first.",
        "No number of threads and no queue size lets all agents register.",
      ],
    ],
    [
      "some unknown agents",
      { asked: storm(1, AMPLE, { unknownAgents: 5, registered: 495 }) },
      ["Your settings are about as fast: 100 s."],
    ],
  ] satisfies readonly (readonly [string, Case, readonly string[]])[])("%s", (_, given, reasons) => {
    expect(advised(given).reasons).toEqual(reasons);
  });

  it("without any end leave the setting as it is", () => {
    const asked = storm(7, 99, { allRegisteredSeconds: undefined });
    expect(advised({ asked, byThreads: { 1: undefined } })).toMatchObject({
      threads: 7,
      queueSize: 99,
      settings: asked.settings,
    });
  });
});

it.each([
  [0, "0.0 s"],
  [8.54, "8.5 s"],
  [9.94, "9.9 s"],
  [9.95, "10 s"],
  [41.4, "41 s"],
  [119.4, "119 s"],
  [119.6, "2 min"],
  [320, "5 min 20 s"],
  [359.6, "6 min"],
  [3599, "59 min 59 s"],
  [3600, "60 min"],
  [6150, "103 min"],
  [7199, "120 min"],
  [7200, "2.0 h"],
  [9000, "2.5 h"],
])("%d seconds are %s", (seconds, text) => {
  expect(spoken(seconds)).toBe(text);
});
