/** The runs in progress, the next end first: a binary heap in typed arrays. */

export class Workers {
  readonly #ends: Float64Array;
  readonly #agents: Int32Array;
  readonly #registers: Uint8Array;
  #size = 0;

  constructor(threads: number) {
    this.#ends = new Float64Array(threads);
    this.#agents = new Int32Array(threads);
    this.#registers = new Uint8Array(threads);
  }

  get busy(): number {
    return this.#size;
  }

  /** When the next run ends. `Infinity` if none is in progress. */
  get nextEnd(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#ends[0] ?? 0);
  }

  /** The agent of the run that ends next, and whether it registers the agent. */
  get nextAgent(): number {
    return this.#agents[0] ?? 0;
  }

  get nextRegisters(): boolean {
    return this.#registers[0] === 1;
  }

  add(end: number, agent: number, registers: number): void {
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((this.#ends[parent] ?? 0) <= end) break;
      this.#copy(parent, at);
      at = parent;
    }
    this.#set(at, end, agent, registers);
  }

  removeNext(): void {
    const last = --this.#size;
    const end = this.#ends[last] ?? 0;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= last) break;
      if (child + 1 < last && (this.#ends[child + 1] ?? 0) < (this.#ends[child] ?? 0)) child++;
      if ((this.#ends[child] ?? 0) >= end) break;
      this.#copy(child, at);
      at = child;
    }
    this.#set(at, end, this.#agents[last] ?? 0, this.#registers[last] ?? 0);
  }

  #copy(from: number, to: number): void {
    this.#set(to, this.#ends[from] ?? 0, this.#agents[from] ?? 0, this.#registers[from] ?? 0);
  }

  #set(at: number, end: number, agent: number, registers: number): void {
    this.#ends[at] = end;
    this.#agents[at] = agent;
    this.#registers[at] = registers;
  }
}
