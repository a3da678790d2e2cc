/**
 * A reconnect storm as a discrete event simulation: agents that ask repeatedly, one queue, workers with measured times.
 */

import { Agents } from "./agents.ts";
import { type ServiceTimes, stretched } from "./calibration.ts";
import { Progress } from "./progress.ts";
import { randomFrom } from "./random.ts";
import { Ring } from "./ring.ts";
import type { Simulated, SimulatedEnd, StormSettings } from "./storm.ts";
import { Timeline } from "./timeline.ts";
import { WaitingAgents } from "./waiting-agents.ts";
import { Workers } from "./workers.ts";

export interface SimulationOptions extends StormSettings {
  readonly times: ServiceTimes;
  /** Multiplies every time: 2 is a script that is twice as slow. Default 1. */
  readonly latencyFactor?: number | undefined;
  /** The same seed gives the same result. Default 1. */
  readonly seed?: number | undefined;
  /** Seconds after which the simulation is given up. Default: a day. */
  readonly horizonSeconds?: number | undefined;
}

const A_DAY = 86_400;

/** Milliseconds between two moments at which agents ask; more if the period is long. */
const FINEST = 1;
const MOST_BUCKETS = 20_000;

/**
 * What would happen, according to the calibration alone. The time for it grows with runs and simulated time, not with
 * discarded requests. Not modelled: remoted's own queue of 1023 requests, which it empties as fast as the socket
 * accepts them, and agents that enrol after some tries.
 */
export function simulate(options: SimulationOptions): Simulated {
  return new Simulation(options).run();
}

/** One simulation. Times are milliseconds since the first request. A tick is the interval between two buckets. */
class Simulation {
  readonly #options: SimulationOptions;
  readonly #times: ServiceTimes;
  readonly #random: () => number;
  readonly #tickMs: number;
  readonly #ticksInPeriod: number;
  readonly #horizon: number;
  readonly #agents: Agents;
  readonly #waiting: WaitingAgents;
  readonly #workers: Workers;
  readonly #queue: Ring;
  readonly #timeline = new Timeline();
  readonly #progress: Progress;
  #arrived = 0;
  #tick = 0;
  #now = 0;
  #idle: number;
  /** Known agents whose request was in a lost thread: nobody asks for them again. */
  #stuck = 0;
  #connected = 0;
  #lastRegistered = 0;
  #lastConnected = 0;
  #runs = 0;
  #repeatedRuns = 0;
  #registered = 0;
  #discardedFull = 0;
  #discardedPending = 0;
  #threadsLost = 0;

  constructor(options: SimulationOptions) {
    const { agents, threads, queueSize, rhythm, times, latencyFactor = 1, seed = 1 } = options;
    this.#options = options;
    this.#times = latencyFactor === 1 ? times : stretched(times, latencyFactor);
    this.#random = randomFrom(seed);
    const periodMs = Math.max(FINEST, rhythm.retrySeconds * 1000);
    this.#ticksInPeriod = Math.max(1, Math.min(MOST_BUCKETS, Math.round(periodMs / FINEST)));
    this.#tickMs = periodMs / this.#ticksInPeriod;
    this.#horizon = (options.horizonSeconds ?? A_DAY) * 1000;
    const { unknownShare } = this.#times;
    const drawn = { count: agents, rhythm, tickMs: this.#tickMs, unknownShare, random: this.#random };
    this.#agents = new Agents(drawn);
    this.#waiting = new WaitingAgents(agents, this.#ticksInPeriod);
    this.#workers = new Workers(threads);
    this.#queue = new Ring(Math.max(0, Math.min(queueSize - 1, agents)));
    this.#idle = threads;
    this.#progress = new Progress(agents);
  }

  run(): Simulated {
    const ended = this.#hopeless() ?? this.#loop();
    const { agents, threads, queueSize, rhythm, latencyFactor = 1, times } = this.#options;
    const allIn = ended === "all-in";
    const end = this.#now / 1000;
    return {
      origin: "simulated",
      settings: { agents, threads, queueSize, rhythm },
      latencyFactor,
      basis: times.basis,
      ended,
      allRegisteredSeconds: allIn ? this.#lastRegistered / 1000 : undefined,
      allConnectedSeconds: allIn ? this.#lastConnected / 1000 : undefined,
      unknownAgents: this.#agents.unknownCount,
      runs: this.#runs,
      repeatedRuns: this.#repeatedRuns,
      registered: this.#registered,
      discardedFull: this.#discardedFull,
      discardedPending: this.#discardedPending,
      peakDepth: this.#queue.peakDepth,
      threadsLost: this.#threadsLost,
      timeline: this.#timeline.finish(end, this.#queue.depth, this.#registered),
    };
  }

  /** The reason why waiting would not change anything. */
  #hopeless(): SimulatedEnd | undefined {
    const { agents } = this.#options;
    if (agents > 0 && this.#queue.capacity === 0) return "no-queue";
    return agents > 0 && this.#agents.unknownCount === agents ? "none-known" : undefined;
  }

  /** The next event is the end of a run, or the moment of a bucket. */
  #loop(): SimulatedEnd {
    const { agents } = this.#options;
    const workers = this.#workers;
    while (this.#connected + this.#stuck + this.#agents.unknownCount < agents) {
      if (this.#now > this.#horizon || this.#isStalled()) return "horizon";
      if (workers.busy === 0 && this.#idle === 0) return "threads-lost";
      const endTick = Math.ceil(workers.nextEnd / this.#tickMs);
      this.#skipIdle(endTick);
      if (this.#tick < endTick) this.#sweep();
      else this.#endRun();
    }
    return this.#stuck > 0 ? "threads-lost" : "all-in";
  }

  #isStalled(): boolean {
    if (!this.#progress.isStalled(this.#runs, this.#registered)) return false;
    return this.#registered + this.#agents.unknownCount + this.#stuck !== this.#options.agents;
  }

  /**
   * Moves to the next bucket whose agents find room or are let in, but not beyond `endTick`. The others are discarded
   * on the way.
   */
  #skipIdle(endTick: number): void {
    const arrival = this.#agents.arrivals[this.#arrived] ?? Number.POSITIVE_INFINITY;
    const stop = Math.min(endTick, arrival);
    if (this.#waiting.total === 0) {
      this.#tick = Math.max(this.#tick, stop);
      return;
    }
    const isFull = this.#idle === 0 && this.#queue.depth === this.#queue.capacity;
    const waiting = this.#waiting;
    let bucket = this.#tick % this.#ticksInPeriod;
    while (
      this.#tick < stop &&
      (isFull ? waiting.count(bucket, "registered") === 0 : waiting.isEmpty(bucket))
    ) {
      this.#discardedFull += waiting.count(bucket, "unknown");
      this.#tick++;
      if (++bucket === this.#ticksInPeriod) bucket = 0;
    }
  }

  /** Every agent whose moment has come asks. */
  #sweep(): void {
    const tick = this.#tick++;
    const bucket = tick % this.#ticksInPeriod;
    const waiting = this.#waiting;
    this.#now = tick * this.#tickMs;
    while (this.#agents.arrivals[this.#arrived] === tick) waiting.add(this.#arrived++, bucket, "unknown");
    if (waiting.count(bucket, "registered") > 0) {
      waiting.release(bucket, (agent) => this.#letIn(agent, this.#now));
    }
    let room = this.#idle + this.#queue.capacity - this.#queue.depth;
    for (; room > 0 && !waiting.isEmpty(bucket); room--) {
      const unknown = waiting.count(bucket, "unknown");
      const all = unknown + waiting.count(bucket, "registered");
      const standing = this.#random() * all < unknown ? "unknown" : "registered";
      this.#take(waiting.take(bucket, standing));
    }
    this.#discardedFull += waiting.count(bucket, "unknown") + waiting.count(bucket, "registered");
    this.#timeline.note(this.#now / 1000, this.#queue.depth, this.#registered);
  }

  /** remoted knows the agent at `time` if it has read client.keys since the registration. */
  #letIn(agent: number, time: number): boolean {
    if (time < this.#agents.readAt(agent)) return false;
    this.#connected++;
    this.#lastConnected = Math.max(this.#lastConnected, time);
    return true;
  }

  #take(agent: number): void {
    this.#agents.queue(agent, this.#now);
    if (this.#idle > 0) this.#start(agent);
    else this.#queue.push(agent);
  }

  #start(agent: number): void {
    this.#idle--;
    if (this.#times.lostShare > 0 && this.#random() < this.#times.lostShare) {
      this.#loseThread(agent);
      return;
    }
    const sample = this.#agents.isUnknown(agent) ? this.#times.unknown : this.#times.known;
    const drawn = Math.floor(this.#random() * sample.busyMs.length);
    this.#workers.add(this.#now + (sample.busyMs[drawn] ?? 0), agent, sample.registers[drawn] ?? 0);
  }

  /** The script never ends: its thread is lost, and its request stays pending forever. */
  #loseThread(agent: number): void {
    this.#threadsLost++;
    if (this.#agents.isRegistered(agent)) {
      this.#letIn(agent, Math.max(this.#now, this.#agents.readAt(agent)));
    } else if (!this.#agents.isUnknown(agent)) this.#stuck++;
  }

  /** A run ends: its agent may be registered, its request is no longer pending, its worker takes the next one. */
  #endRun(): void {
    const workers = this.#workers;
    const agent = workers.nextAgent;
    const registers = workers.nextRegisters;
    this.#now = workers.nextEnd;
    workers.removeNext();
    this.#idle++;
    this.#runs++;
    const wasRegistered = this.#agents.isRegistered(agent);
    const isIn = this.#askedMeanwhile(agent, wasRegistered);
    if (wasRegistered) this.#repeatedRuns++;
    else if (registers) {
      this.#registered++;
      this.#agents.register(agent, this.#now);
      this.#lastRegistered = this.#now;
    }
    if (!isIn) {
      const bucket = (this.#agents.arrivals[agent] ?? 0) % this.#ticksInPeriod;
      this.#waiting.add(agent, bucket, wasRegistered || registers ? "registered" : "unknown");
    }
    if (this.#queue.depth > 0) this.#start(this.#queue.shift());
    this.#timeline.note(this.#now / 1000, this.#queue.depth, this.#registered);
  }

  /** The agent kept asking while its request was pending. True if remoted knew it at one of these moments. */
  #askedMeanwhile(agent: number, wasRegistered: boolean): boolean {
    const from = this.#agents.queuedAt(agent);
    const periodMs = this.#tickMs * this.#ticksInPeriod;
    const tries = Math.floor((this.#now - from) / periodMs);
    const first = wasRegistered
      ? Math.max(1, Math.ceil((this.#agents.readAt(agent) - from) / periodMs))
      : tries + 1;
    if (first > tries) {
      this.#discardedPending += tries;
      return false;
    }
    this.#discardedPending += first - 1;
    return this.#letIn(agent, from + first * periodMs);
  }
}
