/** The queue in front of the workers, as a ring of agents. */

export class Ring {
  depth = 0;
  /** Maximum that waited at the same time. */
  peakDepth = 0;
  readonly capacity: number;
  readonly #agents: Int32Array;
  #start = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.#agents = new Int32Array(capacity);
  }

  /** There must be room. */
  push(agent: number): void {
    const end = this.#start + this.depth++;
    this.#agents[end < this.capacity ? end : end - this.capacity] = agent;
    if (this.depth > this.peakDepth) this.peakDepth = this.depth;
  }

  /** The one that has waited longest. The ring must not be empty. */
  shift(): number {
    const agent = this.#agents[this.#start] ?? 0;
    this.#start = this.#start + 1 === this.capacity ? 0 : this.#start + 1;
    this.depth--;
    return agent;
  }
}
