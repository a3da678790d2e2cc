/** A storm in real time whose runs end when the test says so: who is asked when, what is discarded, and what ends it. */

import { getEventListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { defaultSettings, type KeyRequest, KeyStore, newestRelease } from "../../../core/manager/index.ts";
import { AgentClock, type AgentClockOptions } from "../../../core/poll/rehearsal/agents.ts";
import { runStorm, type StormOptions, type StormProgress } from "../../../core/poll/rehearsal/storm-run.ts";
import type { Asking } from "../../../core/poll/target/target.ts";
import { soon } from "../poll/soon.ts";

const DAY = 86_400;
/** All ask at once, and nobody asks again. */
const once = { retrySeconds: DAY, spreadSeconds: 0, reloadSeconds: 0 };
const requests: readonly KeyRequest[] = ["001", "002", "003"].map((value) => ({ selector: "id", value }));

const answer = ({ value }: KeyRequest): string =>
  `{"error":0,"data":{"id":"${value}","name":"web${value}","ip":"any","key":"${"a1".repeat(32)}"}}`;
const NONE = '{"error":4,"message":"no such agent"}';
const output = (text: string) => ({ source: { kind: "output", output: text } }) as const;

const timers = (): number => process.getActiveResourcesInfo().filter((each) => each === "Timeout").length;

/** A storm of three agents, one thread and much room, unless told otherwise. */
function storm(options: Partial<StormOptions> = {}) {
  const asked: { request: string; signal: AbortSignal; end: (how?: Partial<Asking>) => Promise<void> }[] = [];
  const result = runStorm({
    agents: 3,
    threads: 1,
    queueSize: 1024,
    rhythm: once,
    requests,
    known: new KeyStore(),
    settings: defaultSettings(newestRelease),
    limit: undefined,
    durationSeconds: undefined,
    signal: undefined,
    onProgress: undefined,
    ask: (request, signal) =>
      new Promise((resolve) => {
        const end = async (how: Partial<Asking> = {}): Promise<void> => {
          const done = { run: undefined, socket: undefined, durationMs: 7, obstacle: undefined };
          const kept = { threadLost: false, cancelled: false };
          resolve({ ...output(answer(request)), ...done, ...kept, ...how });
          await sleep(0);
        };
        asked.push({ request: request.value, signal, end });
      }),
    ...options,
  });
  const run = async (at: number, how?: Partial<Asking>): Promise<void> => {
    const found = asked[at];
    if (found === undefined) throw new Error(`run ${at} has not begun`);
    await found.end(how);
  };
  const values = (): readonly string[] => asked.map(({ request }) => request);
  return { asked, values, run, result: soon(result, "the storm") };
}

describe("a storm", () => {
  it("gives requests to idle workers, in the order of the agents, and the requests in turn", async () => {
    const stop = new AbortController();
    const { values, run, result } = storm({ agents: 5, threads: 2, signal: stop.signal });
    expect(values()).toEqual(["001", "002"]);
    await run(1);
    expect(values()).toEqual(["001", "002", "003"]);
    await run(0);
    await run(2, output(NONE));
    await run(3);
    expect(values()).toEqual(["001", "002", "003", "001", "002"]);
    // One of them is not registered, and asks again in a day.
    await run(4);
    expect(await Promise.race([result.then(() => "over"), sleep(20).then(() => "on")])).toBe("on");
    stop.abort();
    expect((await result).measured).toMatchObject({ ended: "cancelled", runs: 5, registered: 4 });
  });

  it("ends when every agent is registered, and says what happened", async () => {
    await sleep(1);
    const before = timers();
    const { run, result } = storm({ agents: 3, threads: 2, durationSeconds: 1000 });
    await run(1);
    await run(0);
    await run(2);
    const { measured, obstacle } = await result;
    expect(obstacle).toBeUndefined();
    expect(measured).toMatchObject({
      origin: "measured",
      settings: { agents: 3, threads: 2, queueSize: 1024, rhythm: once },
      threadsLost: 0,
      ended: "all-in",
      runs: 3,
      repeatedRuns: 0,
      registered: 3,
      discardedFull: 0,
      discardedPending: 0,
      peakDepth: 1,
    });
    expect(Object.keys(measured.settings)).toEqual(["agents", "threads", "queueSize", "rhythm"]);
    const { samples, elapsedMs, timeline } = measured;
    expect(samples.map(({ request, scriptMs, end }) => [request, scriptMs, end])).toEqual([
      [1, 7, "registered"],
      [0, 7, "registered"],
      [2, 7, "registered"],
    ]);
    for (const { busyMs } of samples) expect([busyMs > 0, busyMs <= elapsedMs]).toEqual([true, true]);
    expect(timeline.at(-1)).toMatchObject({ depth: 0, registered: 3 });
    expect(timeline.at(-1)?.seconds).toBeGreaterThanOrEqual(elapsedMs / 1000);
    const seconds = timeline.map((point) => point.seconds);
    expect(seconds).toEqual(seconds.toSorted((one, other) => one - other));
    // No timer of the storm or of its agents stays.
    expect(timers()).toBeLessThanOrEqual(before);
  });

  it("registers as the manager does: not without an answer, not for an agent that it knows", async () => {
    const { run, result } = storm({
      limit: 4,
      agents: 4,
      requests: [...requests, { selector: "id", value: "9" }],
    });
    await run(0, output(NONE));
    await run(1, output("rubbish"));
    await run(2);
    await run(3, { threadLost: true });
    const { measured } = await result;
    expect(measured.samples.map(({ request, end }) => [request, end])).toEqual([
      [0, "not-registered"],
      [1, "not-registered"],
      [2, "registered"],
      [3, "thread-lost"],
    ]);
    expect(measured).toMatchObject({ ended: "limit", registered: 1, threadsLost: 1 });
  });
});

describe("what ends a storm", () => {
  it("is that there are no agents", async () => {
    const { asked, result } = storm({ agents: 0 });
    const { measured } = await result;
    expect(measured).toMatchObject({ ended: "all-in", runs: 0, registered: 0, samples: [], peakDepth: 0 });
    expect(measured.timeline).toEqual([{ seconds: measured.elapsedMs / 1000, depth: 0, registered: 0 }]);
    expect(asked).toEqual([]);
  });

  it("is its number of runs, after those in progress", async () => {
    const { values, run, result } = storm({ agents: 6, threads: 2, limit: 3 });
    await run(0);
    expect(values()).toHaveLength(3);
    await run(1);
    expect(values()).toHaveLength(3);
    await run(2);
    expect((await result).measured).toMatchObject({ ended: "limit", runs: 3, registered: 3 });
    expect(values()).toHaveLength(3);
  });

  it("is its time", async () => {
    const { values, run, result } = storm({ durationSeconds: 0.03 });
    await sleep(60);
    await run(0);
    const { measured } = await result;
    expect(measured).toMatchObject({ ended: "duration", runs: 1, registered: 1 });
    expect(measured.samples[0]?.busyMs).toBeGreaterThan(20);
    expect(measured.elapsedMs).toBeGreaterThan(20);
    expect(values()).toEqual(["001"]);
    const none = await storm({ durationSeconds: 0.03, queueSize: 1 }).result;
    expect(none.measured).toMatchObject({ ended: "duration", runs: 0, discardedFull: 3 });
    expect(none.measured.elapsedMs).toBeGreaterThan(20);
  });

  it("is what came first", async () => {
    const { run, result } = storm({ agents: 1, durationSeconds: 0.01, limit: 1 });
    await sleep(30);
    await run(0);
    expect((await result).measured).toMatchObject({ ended: "duration", registered: 1 });
  });

  it("is what prevents a run, after the runs in progress", async () => {
    const { values, run, result } = storm({ threads: 2 });
    await run(0, { ...output(NONE), obstacle: "no such script" });
    expect(values()).toHaveLength(2);
    await run(1);
    const { obstacle, measured } = await result;
    expect(obstacle).toBe("no such script");
    expect(measured).toMatchObject({ ended: "cannot-run", runs: 2, registered: 1 });
    expect(values()).toHaveLength(2);
  });

  it("is a cancellation, also of its runs, which then do not count", async () => {
    const stop = new AbortController();
    const { asked, run, result } = storm({ threads: 2, signal: stop.signal });
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([false, false]);
    stop.abort();
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, true]);
    await run(0, { cancelled: true });
    await run(1, { cancelled: true });
    const { measured, obstacle } = await result;
    expect([measured.ended, measured.runs, measured.registered, obstacle]).toEqual([
      "cancelled",
      0,
      0,
      undefined,
    ]);
    expect(asked).toHaveLength(2);
  });

  it("is a cancellation long after the last run, and the curve still ends last", async () => {
    const stop = new AbortController();
    const rhythm = { ...once, spreadSeconds: 0.06 };
    const { run, result } = storm({ rhythm, signal: stop.signal });
    await run(0);
    await sleep(60);
    stop.abort();
    await run(1, { cancelled: true });
    const { timeline, runs, peakDepth } = (await result).measured;
    expect([runs, peakDepth]).toEqual([1, 1]);
    const seconds = timeline.map((point) => point.seconds);
    expect(seconds).toEqual(seconds.toSorted((one, other) => one - other));
    expect(timeline.at(-1)?.seconds).toBeGreaterThanOrEqual(0.04);
  });

  it("is a cancellation before it begins; the signal is forgotten", async () => {
    const { asked, result } = storm({ signal: AbortSignal.abort() });
    expect((await result).measured).toMatchObject({ ended: "cancelled", runs: 0, discardedFull: 0 });
    expect(asked).toEqual([]);
    const { signal } = new AbortController();
    const other = storm({ agents: 1, signal });
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    await other.run(0);
    await other.result;
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

describe("the queue of a storm", () => {
  it("discards what finds no room", async () => {
    // One runs, and two wait: a ring of 3 holds 2.
    const { values, run, result } = storm({ agents: 6, queueSize: 3, limit: 3 });
    for (const at of [0, 1, 2]) await run(at);
    expect((await result).measured).toMatchObject({
      ended: "limit",
      discardedFull: 3,
      discardedPending: 0,
      peakDepth: 2,
    });
    expect(values()).toEqual(["001", "002", "003"]);
  });

  it("discards a request that is pending already, each time that it comes", async () => {
    const { run, result } = storm({ agents: 2, rhythm: { ...once, retrySeconds: 0.03 } });
    await sleep(100);
    await run(0);
    await run(1);
    const { measured } = await result;
    // At 30, 60 and 90 ms, two each; on a busy machine some come later.
    expect(measured.discardedPending).toBeGreaterThanOrEqual(3);
    expect(measured).toMatchObject({ discardedFull: 0, runs: 2, peakDepth: 1, ended: "all-in" });
  });
});

describe("an agent that is registered", () => {
  const often = { retrySeconds: 0.02, spreadSeconds: 0 };

  it("asks no more if its record is read at once", async () => {
    const { values, run, result } = storm({ agents: 2, threads: 2, rhythm: { ...often, reloadSeconds: 0 } });
    await run(0);
    await sleep(80);
    expect(values()).toEqual(["001", "002"]);
    await run(1);
    expect((await result).measured).toMatchObject({ runs: 2, repeatedRuns: 0, registered: 2 });
  });

  it("asks on until its record is read, and its runs are counted as repeated", async () => {
    const rhythm = { ...often, reloadSeconds: 60 };
    const { asked, values, run, result } = storm({ agents: 2, threads: 2, rhythm });
    await run(0);
    await sleep(60);
    expect(values()).toEqual(["001", "002", "001"]);
    await run(2, output(NONE));
    await run(1);
    // On a busy machine it asks more than once meanwhile.
    let isOver = false;
    void result.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      for (const each of asked) await each.end();
      await sleep(5);
    }
    const { runs, repeatedRuns, registered } = (await result).measured;
    expect([repeatedRuns >= 1, runs, registered]).toEqual([true, 2 + repeatedRuns, 2]);
  });

  it("asks no more after the next reading", async () => {
    const { asked, values, run, result } = storm({
      agents: 2,
      threads: 2,
      rhythm: { ...often, reloadSeconds: 0.2 },
    });
    await run(0);
    for (let waits = 0; waits < 8; waits++) {
      await sleep(30);
      await Promise.all(asked.map((each, at) => (at === 1 ? undefined : each.end())));
    }
    const after = values().length;
    await sleep(60);
    expect(values()).toHaveLength(after);
    expect(after).toBeGreaterThan(2);
    await run(1);
    expect((await result).measured).toMatchObject({ registered: 2, repeatedRuns: after - 2 });
  });
});

it("a storm reports its progress, at most every 100 ms", async () => {
  const seen: StormProgress[] = [];
  const { run, result } = storm({
    agents: 5,
    queueSize: 3,
    threads: 2,
    limit: 9,
    rhythm: { ...once, retrySeconds: 0.07 },
    onProgress: (progress) => seen.push(progress),
  });
  await sleep(120);
  await run(0);
  const [first] = seen;
  // Two run and two wait, so one of five finds no room; at 70 ms all four are pending.
  expect(first).toEqual({
    runs: 1,
    limit: 9,
    agents: 5,
    registered: 1,
    waiting: 2,
    discardedFull: expect.any(Number),
    discardedPending: expect.any(Number),
    ratePerSecond: 1000 / (first?.elapsedMs ?? 0),
    elapsedMs: expect.any(Number),
  });
  expect(first?.discardedFull).toBeGreaterThanOrEqual(2);
  expect(first?.discardedPending).toBeGreaterThanOrEqual(4);
  await run(1);
  await sleep(110);
  for (const at of [2, 3, 4]) await run(at);
  await result;
  const times = [0, ...seen.map(({ elapsedMs }) => elapsedMs)];
  for (const [at, time] of times.slice(1).entries())
    expect(time - (times[at] ?? 0)).toBeGreaterThanOrEqual(100);
  expect(seen.length).toBeGreaterThanOrEqual(2);
});

describe("the clock of the agents", () => {
  async function tries(
    options: Partial<AgentClockOptions>,
    wait: number,
  ): Promise<AgentClock & { seen: [number, number][] }> {
    const seen: [agent: number, moment: number][] = [];
    const clock: AgentClock = new AgentClock({
      agents: 4,
      rhythm: once,
      isIn: () => false,
      onTry: (agent) => seen.push([agent, clock.now]),
      ...options,
    });
    clock.run();
    await sleep(wait);
    clock.stop();
    return Object.assign(clock, { seen });
  }

  it("lets each ask at its own moment, evenly over the spread", async () => {
    const { seen } = await tries({ rhythm: { ...once, spreadSeconds: 0.08 } }, 120);
    expect(seen.map(([agent]) => agent)).toEqual([0, 1, 2, 3]);
    for (const [agent, moment] of seen) expect(moment).toBeGreaterThanOrEqual(agent * 20);
    expect(seen[0]?.[1]).toBeLessThan(seen[1]?.[1] ?? 0);
  });

  it("lets each ask again in every period, except those that are in", async () => {
    const rhythm = { ...once, retrySeconds: 0.03 };
    const { seen } = await tries({ rhythm, agents: 3, isIn: (agent) => agent === 1 }, 80);
    expect(seen.slice(0, 6).map(([agent]) => agent)).toEqual([0, 2, 0, 2, 0, 2]);
    for (const [at, [, moment]] of seen.entries())
      expect(moment).toBeGreaterThanOrEqual(Math.floor(at / 2) * 30);
  });

  it("asks no more once it is stopped", async () => {
    const { seen } = await tries({ rhythm: { ...once, retrySeconds: 0.02 } }, 30);
    const count = seen.length;
    await sleep(50);
    expect(seen).toHaveLength(count);
  });

  it("goes back to other work if many are late", async () => {
    const seen: number[] = [];
    const rhythm = { ...once, retrySeconds: 0 };
    const clock = new AgentClock({
      agents: 3,
      rhythm,
      isIn: () => false,
      onTry: (agent) => seen.push(agent),
    });
    await sleep(30);
    clock.run();
    // Thirty periods of a millisecond are due: one for each agent and one more come at once, the rest a little later.
    expect(seen).toEqual([0, 1, 2, 0]);
    await sleep(30);
    clock.stop();
    expect(seen.length).toBeGreaterThan(8);
    expect(clock.now).toBeGreaterThan(50);
  });

  it("waits longer than a timer of Node can", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on("warning", note);
    const { seen } = await tries({ rhythm: { ...once, retrySeconds: 1e9 } }, 30);
    process.off("warning", note);
    expect([seen.length, warnings]).toEqual([4, []]);
  });
});
