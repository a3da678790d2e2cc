/** One storm in real time: agents that ask repeatedly, the manager's queue, and workers that run the script. */

import {
  datagramOf,
  type KeyRequest,
  type KeyStore,
  type ManagerSettings,
  outcomeOf,
  RequestQueue,
} from "../../manager/index.ts";
import {
  type Measured,
  type MeasuredEnd,
  type MeasuredRun,
  type StormSettings,
  Timeline,
} from "../../rehearsal/index.ts";
import { ownSignal } from "../target/own-signal.ts";
import type { Asking } from "../target/target.ts";
import { AgentClock } from "./agents.ts";

export interface StormOptions extends StormSettings {
  /** The requests in turn: agent 0 uses the first, and so on, round after round. */
  readonly requests: readonly KeyRequest[];
  readonly ask: (request: KeyRequest, signal: AbortSignal) => Promise<Asking>;
  readonly known: KeyStore;
  readonly settings: ManagerSettings;
  /** Maximum number of runs. Undefined means no limit. */
  readonly limit: number | undefined;
  /** Seconds after which no more runs are started. Undefined means no limit. */
  readonly durationSeconds: number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((progress: StormProgress) => void) | undefined;
}

/** The progress of a storm. Every figure is measured. */
export interface StormProgress {
  readonly runs: number;
  readonly limit: number | undefined;
  readonly agents: number;
  readonly registered: number;
  readonly waiting: number;
  readonly discardedFull: number;
  readonly discardedPending: number;
  readonly ratePerSecond: number;
  readonly elapsedMs: number;
}

export interface StormResult {
  readonly measured: Measured;
  /** Why nothing could be asked, if that is so. */
  readonly obstacle: string | undefined;
}

/** Milliseconds between two reports of progress. */
const REPORT_EVERY = 100;

/**
 * Runs one storm until every agent is registered, or until the options end it. Waits for runs in progress, unless
 * cancelled.
 */
export function runStorm(options: StormOptions): Promise<StormResult> {
  return new StormRun(options).run();
}

class StormRun {
  readonly #options: StormOptions;
  readonly #queue: RequestQueue;
  readonly #clock: AgentClock;
  readonly #registeredAt = new Map<number, number>();
  readonly #samples: MeasuredRun[] = [];
  readonly #timeline = new Timeline();
  readonly #stop = ownSignal(undefined);
  readonly #finished: Promise<void>;
  #finish: () => void = () => {};
  #busy = 0;
  #begunRuns = 0;
  #repeatedRuns = 0;
  #discardedFull = 0;
  #discardedPending = 0;
  #peakDepth = 0;
  #lastReport = 0;
  #lastEnd = 0;
  #ended: MeasuredEnd | undefined;
  #obstacle: string | undefined;

  constructor(options: StormOptions) {
    const { agents, rhythm, queueSize } = options;
    this.#options = options;
    this.#finished = new Promise((resolve) => {
      this.#finish = resolve;
    });
    this.#queue = new RequestQueue({ queueSize });
    const isIn = (agent: number): boolean => this.#isIn(agent);
    this.#clock = new AgentClock({ agents, rhythm, isIn, onTry: (agent) => this.#try(agent) });
  }

  async run(): Promise<StormResult> {
    const { signal, durationSeconds, agents } = this.#options;
    const cancel = (): void => {
      this.#stop.abort();
      this.#end("cancelled");
    };
    signal?.addEventListener("abort", cancel, { once: true });
    const timer =
      durationSeconds === undefined
        ? undefined
        : setTimeout(() => this.#end("duration"), durationSeconds * 1000);
    try {
      if (signal?.aborted === true) cancel();
      else if (agents === 0) this.#end("all-in");
      else this.#clock.run();
      await this.#finished;
    } finally {
      clearTimeout(timer);
      this.#clock.stop();
      signal?.removeEventListener("abort", cancel);
    }
    return { measured: this.#measured(), obstacle: this.#obstacle };
  }

  /** remoted has read the agent's record since it was registered. */
  #isIn(agent: number): boolean {
    const registeredAt = this.#registeredAt.get(agent);
    if (registeredAt === undefined) return false;
    const reloadMs = this.#options.rhythm.reloadSeconds * 1000;
    const readAt = reloadMs <= 0 ? registeredAt : (Math.floor(registeredAt / reloadMs) + 1) * reloadMs;
    return this.#clock.now >= readAt;
  }

  #try(agent: number): void {
    if (this.#ended !== undefined) return;
    // The queue sees every agent as a different one, even if several use the same request.
    switch (this.#queue.offer(String(agent))) {
      case "request-pending":
        this.#discardedPending++;
        break;
      case "queue-full":
        this.#discardedFull++;
        break;
      case "queued":
        this.#dispatch();
        this.#peakDepth = Math.max(this.#peakDepth, this.#queue.depth);
        this.#noteState();
        break;
    }
  }

  /** Gives waiting requests to idle workers. */
  #dispatch(): void {
    const { threads, limit, requests } = this.#options;
    while (this.#ended === undefined && this.#busy < threads) {
      if (limit !== undefined && this.#begunRuns >= limit) return;
      const datagram = this.#queue.take();
      const request = requests[Number(datagram) % requests.length];
      if (datagram === undefined || request === undefined) return;
      this.#busy++;
      this.#begunRuns++;
      void this.#work(datagram, request);
    }
  }

  async #work(datagram: string, request: KeyRequest): Promise<void> {
    const agent = Number(datagram);
    const { requests, ask } = this.#options;
    const begun = performance.now();
    const asking = await ask(request, this.#stop.signal);
    const busyMs = performance.now() - begun;
    this.#busy--;
    this.#queue.end(datagram);
    if (!asking.cancelled) {
      const end = this.#endOf(asking, request);
      this.#samples.push({ request: agent % requests.length, busyMs, scriptMs: asking.durationMs, end });
      this.#lastEnd = this.#clock.now;
      if (this.#registeredAt.has(agent)) this.#repeatedRuns++;
      else if (end === "registered") this.#registeredAt.set(agent, this.#clock.now);
      if (asking.obstacle !== undefined) {
        this.#obstacle = asking.obstacle;
        this.#end("cannot-run");
      }
    }
    this.#afterRun();
  }

  #endOf(asking: Asking, request: KeyRequest): MeasuredRun["end"] {
    if (asking.threadLost) return "thread-lost";
    const { known, settings } = this.#options;
    const { registration } = outcomeOf(datagramOf(request), asking.source, known, settings);
    return registration?.kind === "added" ? "registered" : "not-registered";
  }

  #afterRun(): void {
    const { agents, limit } = this.#options;
    this.#noteState();
    this.#report();
    if (this.#registeredAt.size === agents) this.#end("all-in");
    else if (limit !== undefined && this.#samples.length >= limit) this.#end("limit");
    this.#dispatch();
    if (this.#ended !== undefined && this.#busy === 0) this.#finish();
  }

  /** Starts no more runs. The first reason is kept. */
  #end(reason: MeasuredEnd): void {
    this.#ended ??= reason;
    this.#clock.stop();
    if (this.#busy === 0) this.#finish();
  }

  #noteState(): void {
    this.#timeline.note(this.#clock.now / 1000, this.#queue.depth, this.#registeredAt.size);
  }

  #report(): void {
    const { onProgress, agents, limit } = this.#options;
    const elapsedMs = this.#clock.now;
    if (onProgress === undefined || elapsedMs - this.#lastReport < REPORT_EVERY) return;
    this.#lastReport = elapsedMs;
    onProgress({
      runs: this.#samples.length,
      limit,
      agents,
      registered: this.#registeredAt.size,
      waiting: this.#queue.depth,
      discardedFull: this.#discardedFull,
      discardedPending: this.#discardedPending,
      ratePerSecond: (this.#samples.length * 1000) / elapsedMs,
      elapsedMs,
    });
  }

  #measured(): Measured {
    const { agents, threads, queueSize, rhythm } = this.#options;
    const elapsedMs = this.#samples.length === 0 ? this.#clock.now : this.#lastEnd;
    return {
      origin: "measured",
      settings: { agents, threads, queueSize, rhythm },
      samples: this.#samples,
      elapsedMs,
      threadsLost: this.#samples.filter(({ end }) => end === "thread-lost").length,
      ended: this.#ended ?? "all-in",
      runs: this.#samples.length,
      repeatedRuns: this.#repeatedRuns,
      registered: this.#registeredAt.size,
      discardedFull: this.#discardedFull,
      discardedPending: this.#discardedPending,
      peakDepth: this.#peakDepth,
      timeline: this.#timeline.finish(elapsedMs / 1000, this.#queue.depth, this.#registeredAt.size),
    };
  }
}
