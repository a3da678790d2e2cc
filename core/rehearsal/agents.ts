/**
 * What a simulation knows about each agent: when it asks first, whether the script knows it, when it was registered and
 * last queued.
 */

import type { Rhythm } from "./storm.ts";

export interface AgentsOptions {
  readonly count: number;
  readonly rhythm: Rhythm;
  /** Milliseconds between two buckets. */
  readonly tickMs: number;
  readonly unknownShare: number;
  readonly random: () => number;
}

export class Agents {
  /** The tick at which each agent asks first, in ascending order. Agents differ in nothing else. */
  readonly arrivals: Int32Array;
  /** The number of agents that the script does not know. */
  readonly unknownCount: number;
  readonly #isUnknown: Uint8Array;
  readonly #registeredAt: Float64Array;
  readonly #queuedAt: Float64Array;
  readonly #reloadMs: number;

  constructor({ count, rhythm, tickMs, unknownShare, random }: AgentsOptions) {
    const ticks = (rhythm.spreadSeconds * 1000) / tickMs;
    this.arrivals = Int32Array.from({ length: count }, () => Math.floor(random() * ticks)).sort();
    this.#isUnknown = Uint8Array.from({ length: count }, () => (random() < unknownShare ? 1 : 0));
    this.unknownCount = this.#isUnknown.reduce((sum, each) => sum + each, 0);
    this.#registeredAt = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    this.#queuedAt = new Float64Array(count);
    this.#reloadMs = rhythm.reloadSeconds * 1000;
  }

  isUnknown(agent: number): boolean {
    return this.#isUnknown[agent] === 1;
  }

  isRegistered(agent: number): boolean {
    return this.#registeredAt[agent] !== Number.POSITIVE_INFINITY;
  }

  register(agent: number, time: number): void {
    this.#registeredAt[agent] = time;
  }

  queue(agent: number, time: number): void {
    this.#queuedAt[agent] = time;
  }

  queuedAt(agent: number): number {
    return this.#queuedAt[agent] ?? 0;
  }

  /** When remoted next reads client.keys after the agent's registration. `Infinity` if it is not registered. */
  readAt(agent: number): number {
    const registeredAt = this.#registeredAt[agent] ?? 0;
    if (this.#reloadMs <= 0 || registeredAt === Number.POSITIVE_INFINITY) return registeredAt;
    return (Math.floor(registeredAt / this.#reloadMs) + 1) * this.#reloadMs;
  }
}
