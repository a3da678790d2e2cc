/** A growing array of 32-bit integers: four bytes an entry, where an ordinary array takes eight. */

export class Ints {
  #values = new Int32Array(1024);

  /** 0 where nothing was set. */
  get(at: number): number {
    return this.#values[at] ?? 0;
  }

  set(at: number, value: number): void {
    if (at >= this.#values.length) this.#grow(at);
    this.#values[at] = value;
  }

  #grow(at: number): void {
    const grown = new Int32Array(Math.max(at + 1, this.#values.length * 2));
    grown.set(this.#values);
    this.#values = grown;
  }
}
