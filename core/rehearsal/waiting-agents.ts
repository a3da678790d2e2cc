/** Agents between two tries, in buckets by the moment at which they ask again. */

/** Agents that the manager does not know yet, or that are registered but not read by remoted. */
export type Standing = "unknown" | "registered";

/**
 * Every agent asks at its own moment of each period, so it always returns to the same bucket. A whole bucket that meets
 * a full queue costs one step, however many agents are in it.
 */
export class WaitingAgents {
  total = 0;
  readonly #next: Int32Array;
  readonly #heads: Readonly<Record<Standing, Int32Array>>;
  readonly #tails: Readonly<Record<Standing, Int32Array>>;
  readonly #counts: Readonly<Record<Standing, Int32Array>>;

  constructor(agents: number, buckets: number) {
    this.#next = new Int32Array(agents);
    const lists = (fill: number): Int32Array => new Int32Array(buckets).fill(fill);
    this.#heads = { unknown: lists(-1), registered: lists(-1) };
    this.#tails = { unknown: lists(-1), registered: lists(-1) };
    this.#counts = { unknown: lists(0), registered: lists(0) };
  }

  isEmpty(bucket: number): boolean {
    return this.#counts.unknown[bucket] === 0 && this.#counts.registered[bucket] === 0;
  }

  count(bucket: number, standing: Standing): number {
    return this.#counts[standing][bucket] ?? 0;
  }

  /** Appends to its bucket: the agent that has waited longest there is the first to find room. */
  add(agent: number, bucket: number, standing: Standing): void {
    const count = this.count(bucket, standing);
    this.#next[agent] = -1;
    if (count === 0) this.#heads[standing][bucket] = agent;
    else this.#next[this.#tails[standing][bucket] ?? 0] = agent;
    this.#tails[standing][bucket] = agent;
    this.#counts[standing][bucket] = count + 1;
    this.total++;
  }

  /** The first agent of the bucket with this standing. There must be one. */
  take(bucket: number, standing: Standing): number {
    const agent = this.#heads[standing][bucket] ?? -1;
    this.#heads[standing][bucket] = this.#next[agent] ?? -1;
    this.#counts[standing][bucket] = this.count(bucket, standing) - 1;
    this.total--;
    return agent;
  }

  /** Removes the registered agents of a bucket for which `leaves` is true. */
  release(bucket: number, leaves: (agent: number) => boolean): void {
    const { registered: heads } = this.#heads;
    let agent = heads[bucket] ?? -1;
    const count = this.count(bucket, "registered");
    this.total -= count;
    this.#counts.registered[bucket] = 0;
    for (let left = count; left > 0; left--) {
      const next = this.#next[agent] ?? -1;
      if (!leaves(agent)) this.add(agent, bucket, "registered");
      agent = next;
    }
  }
}
