/**
 * The agents of a rehearsal in real time: each asks once in every period, at its own moment, until it is registered.
 */

import type { Rhythm } from "../../rehearsal/index.ts";

/** The longest wait of a timer in Node. */
const LONGEST_TIMER = 2 ** 31 - 1;

export interface AgentClockOptions {
  readonly agents: number;
  readonly rhythm: Rhythm;
  /** Whether the agent has stopped asking. */
  readonly isIn: (agent: number) => boolean;
  /** The agent asks now. */
  readonly onTry: (agent: number) => void;
}

/** One timer for all agents. */
export class AgentClock {
  readonly #options: AgentClockOptions;
  /** Milliseconds after the start at which each agent asks first, in ascending order. */
  readonly #moments: Float64Array;
  readonly #begun = performance.now();
  #period = 0;
  #next = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: AgentClockOptions) {
    this.#options = options;
    const { agents, rhythm } = options;
    const spreadMs = rhythm.spreadSeconds * 1000;
    // Evenly spaced, which is the average of what the simulation draws.
    this.#moments = Float64Array.from({ length: agents }, (_, at) => (spreadMs * at) / agents);
  }

  /** Milliseconds since the start. */
  get now(): number {
    return performance.now() - this.#begun;
  }

  /** Lets every agent ask whose moment has come, and waits for the next one. */
  run(): void {
    const { agents, rhythm, isIn, onTry } = this.#options;
    const periodMs = Math.max(1, rhythm.retrySeconds * 1000);
    const now = this.now;
    for (let tries = 0; tries <= agents; ) {
      const due = this.#period * periodMs + (this.#moments[this.#next] ?? 0);
      if (due > now) {
        this.#timer = setTimeout(() => this.run(), Math.min(due - now, LONGEST_TIMER));
        return;
      }
      if (!isIn(this.#next)) onTry(this.#next);
      tries++;
      this.#next++;
      if (this.#next === agents) {
        this.#next = 0;
        this.#period++;
      }
    }
    this.#timer = setTimeout(() => this.run(), 0);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
