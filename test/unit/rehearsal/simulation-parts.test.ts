/** The parts of a simulation, each against something simpler: the queue, the runs, the waiting agents, the timeline. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Agents } from "../../../core/rehearsal/agents.ts";
import { Progress } from "../../../core/rehearsal/progress.ts";
import { randomFrom } from "../../../core/rehearsal/random.ts";
import { Ring } from "../../../core/rehearsal/ring.ts";
import {
  DEFAULT_QUEUE_SIZE,
  DEFAULT_THREADS,
  defaultRhythm,
  LARGEST_QUEUE,
  MOST_THREADS,
} from "../../../core/rehearsal/storm.ts";
import { Timeline } from "../../../core/rehearsal/timeline.ts";
import { WaitingAgents } from "../../../core/rehearsal/waiting-agents.ts";
import { Workers } from "../../../core/rehearsal/workers.ts";

it("has the limits and defaults of the manager and of agents", () => {
  expect({ DEFAULT_THREADS, MOST_THREADS, DEFAULT_QUEUE_SIZE, LARGEST_QUEUE }).toEqual({
    DEFAULT_THREADS: 1,
    MOST_THREADS: 32,
    DEFAULT_QUEUE_SIZE: 1024,
    LARGEST_QUEUE: 220_000,
  });
  expect(defaultRhythm).toEqual({ retrySeconds: 10, spreadSeconds: 1, reloadSeconds: 10 });
});

it("random numbers are those of mulberry32", () => {
  const random = randomFrom(1);
  expect([random(), random(), random()]).toEqual([
    0.6270739405881613, 0.002735721180215478, 0.5274470399599522,
  ]);
});

it("the queue hands over in order, however often its end is passed", () => {
  const ring = new Ring(3);
  const operations = fc.array(fc.constantFrom("push", "shift"), { maxLength: 40 });
  fc.assert(
    fc.property(operations, (each) => {
      const tried = new Ring(3);
      const plain: number[] = [];
      let peak = 0;
      each.forEach((operation, agent) => {
        if (operation === "push" && plain.length < 3) {
          tried.push(agent);
          plain.push(agent);
        }
        if (operation === "shift" && plain.length > 0) expect(tried.shift()).toBe(plain.shift());
        peak = Math.max(peak, plain.length);
        expect([tried.depth, tried.peakDepth]).toEqual([plain.length, peak]);
      });
    }),
  );
  expect(ring).toMatchObject({ capacity: 3, depth: 0, peakDepth: 0 });
});

it("the run that ends next is the earliest of those in progress", () => {
  const ends = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(ends, fc.array(fc.boolean(), { minLength: 80, maxLength: 80 }), (all, choices) => {
      const workers = new Workers(all.length);
      const plain: { end: number; agent: number }[] = [];
      const left = [...all];
      for (const adds of choices) {
        const end = adds ? left.shift() : undefined;
        if (end !== undefined) {
          workers.add(end, end + 7, end % 2);
          plain.push({ end, agent: end + 7 });
        } else if (plain.length > 0) {
          workers.removeNext();
          plain.shift();
        }
        plain.sort((a, b) => a.end - b.end);
        const [next] = plain;
        expect([workers.busy, workers.nextEnd]).toEqual([
          plain.length,
          next?.end ?? Number.POSITIVE_INFINITY,
        ]);
        if (next === undefined) continue;
        expect([workers.nextAgent, workers.nextRegisters]).toEqual([next.agent, next.end % 2 === 1]);
      }
    }),
  );
});

describe("agents that wait", () => {
  it("leave their bucket in the order in which they came", () => {
    const waiting = new WaitingAgents(6, 2);
    expect([waiting.isEmpty(0), waiting.isEmpty(1), waiting.total]).toEqual([true, true, 0]);
    for (const agent of [4, 1, 3]) waiting.add(agent, 0, "unknown");
    waiting.add(2, 0, "registered");
    waiting.add(5, 1, "registered");
    expect(waiting.total).toBe(5);
    expect([waiting.isEmpty(0), waiting.isEmpty(1)]).toEqual([false, false]);
    expect([waiting.count(0, "unknown"), waiting.count(0, "registered")]).toEqual([3, 1]);
    expect([waiting.count(1, "unknown"), waiting.count(1, "registered")]).toEqual([0, 1]);
    expect([0, 0].map((bucket) => waiting.take(bucket, "unknown"))).toEqual([4, 1]);
    waiting.add(0, 0, "unknown");
    expect([0, 0].map((bucket) => waiting.take(bucket, "unknown"))).toEqual([3, 0]);
    expect(waiting.take(0, "registered")).toBe(2);
    expect([waiting.isEmpty(0), waiting.total]).toEqual([true, 1]);
  });

  it("are let in only from their bucket, and the others keep their order", () => {
    const waiting = new WaitingAgents(8, 2);
    for (const agent of [0, 1, 2, 3, 4]) waiting.add(agent, 1, "registered");
    waiting.add(5, 1, "unknown");
    waiting.add(6, 0, "registered");
    const asked: number[] = [];
    waiting.release(1, (agent) => {
      asked.push(agent);
      return agent % 2 === 0;
    });
    expect(asked).toEqual([0, 1, 2, 3, 4]);
    expect(waiting.total).toBe(4);
    expect(waiting.count(1, "registered")).toBe(2);
    expect([1, 1].map((bucket) => waiting.take(bucket, "registered"))).toEqual([1, 3]);
    waiting.release(1, () => true);
    expect([waiting.total, waiting.count(0, "registered"), waiting.count(1, "unknown")]).toEqual([2, 1, 1]);
  });
});

describe("an agent", () => {
  const rhythm = { retrySeconds: 10, spreadSeconds: 2, reloadSeconds: 10 };
  const numbers = [0.75, 0, 0.5, 0.1, 0.3, 0.2];

  it("asks first within the spread, and is known to the script or not", () => {
    const left = [...numbers];
    const random = (): number => left.shift() ?? 0;
    const agents = new Agents({ count: 3, rhythm, tickMs: 4, unknownShare: 0.3, random });
    // 500 ticks of 4 ms are 2 seconds.
    expect([...agents.arrivals]).toEqual([0, 250, 375]);
    expect([0, 1, 2].map((agent) => agents.isUnknown(agent))).toEqual([true, false, true]);
    expect(agents.unknownCount).toBe(2);
  });

  it("is read by remoted at the next look after its registration", () => {
    const random = (): number => 0.9;
    const agents = new Agents({ count: 3, rhythm, tickMs: 1, unknownShare: 0.5, random });
    expect([agents.isRegistered(1), agents.readAt(1)]).toEqual([false, Number.POSITIVE_INFINITY]);
    agents.register(1, 25_000);
    agents.register(2, 30_000);
    expect([0, 1, 2].map((agent) => agents.isRegistered(agent))).toEqual([false, true, true]);
    expect([1, 2].map((agent) => agents.readAt(agent))).toEqual([30_000, 40_000]);
    expect(agents.unknownCount).toBe(0);
    agents.queue(1, 17);
    expect([agents.queuedAt(0), agents.queuedAt(1)]).toEqual([0, 17]);
  });

  it("is read at once if remoted looks all the time", () => {
    const always = { ...rhythm, reloadSeconds: 0 };
    const agents = new Agents({ count: 1, rhythm: always, tickMs: 1, unknownShare: 0, random: () => 0 });
    agents.register(0, 25_001);
    expect(agents.readAt(0)).toBe(25_001);
  });
});

describe("a simulation stalls", () => {
  it("if 2000 runs register fewer than one agent in a thousand", () => {
    const progress = new Progress(1000);
    expect(progress.isStalled(1999, 0)).toBe(false);
    expect(progress.isStalled(2000, 1)).toBe(false);
    expect(progress.isStalled(3999, 1)).toBe(false);
    expect(progress.isStalled(4000, 1)).toBe(true);
    // The next window begins here.
    expect(progress.isStalled(5999, 1)).toBe(false);
    expect(progress.isStalled(6000, 2)).toBe(false);
  });

  it("if a run for each of many agents does", () => {
    const progress = new Progress(10_000);
    expect(progress.isStalled(9999, 0)).toBe(false);
    expect(progress.isStalled(10_000, 10)).toBe(false);
    expect(progress.isStalled(20_000, 19)).toBe(true);
  });
});

describe("a timeline", () => {
  it("shows a step within a millisecond at its end", () => {
    const timeline = new Timeline();
    const point = (seconds: number, depth: number, registered: number) => ({ seconds, depth, registered });
    timeline.note(0, 5, 0);
    timeline.note(0.0004, 4, 1);
    timeline.note(0.0008, 3, 2);
    timeline.note(0.001, 2, 3);
    timeline.note(0.002, 1, 4);
    expect(timeline.finish(7, 0, 5)).toEqual([
      point(0, 5, 0),
      point(0.0008, 3, 2),
      point(0.001, 2, 3),
      point(0.002, 1, 4),
      point(7, 0, 5),
    ]);
  });

  it("never ends before the last point that it shows, nor before its own end", () => {
    const timeline = new Timeline();
    timeline.note(2, 1, 0);
    expect(timeline.finish(1, 0, 1).at(-1)).toEqual({ seconds: 2, depth: 0, registered: 1 });
    timeline.note(2.0005, 0, 1);
    expect(timeline.finish(1, 0, 1).at(-1)?.seconds).toBe(2.0005);
    expect(timeline.finish(3, 0, 1).at(-1)?.seconds).toBe(3);
  });

  it("leaves out every second point once there are more than 400", () => {
    const timeline = new Timeline();
    for (let at = 0; at < 400; at++) timeline.note(at, at, at);
    expect(timeline.finish(400, 0, 0)).toHaveLength(401);
    timeline.note(400, 400, 400);
    const seconds = timeline.finish(401, 0, 0).map((each) => each.seconds);
    expect(seconds).toEqual([...Array.from({ length: 201 }, (_, at) => 2 * at), 401]);
  });

  it("notes rarer the longer it is", () => {
    const timeline = new Timeline();
    for (let at = 0; at <= 1600; at++) timeline.note(at / 1000, at, at);
    const points = timeline.finish(1.6, 0, 0);
    expect(points.length).toBeLessThanOrEqual(402);
    expect(points.length).toBeGreaterThan(150);
    // Each point that is kept is one that was.
    for (const { seconds, depth } of points.slice(0, -1)) expect(depth).toBe(Math.round(seconds * 1000));
  });
});
