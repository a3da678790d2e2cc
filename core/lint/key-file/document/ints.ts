/** A growing array of 32-bit integers: four bytes for each entry, where an ordinary array needs eight. */

export class Ints {
  #values = new Int32Array(1024);

  /** 0 if nothing was set. */
  get(at: number): number {
    return this.#values[at] ?? 0;
  }

  set(at: number, value: number): void {
    if (at >= this.#values.length) this.#grow(at);
    this.#values[at] = value;
  }

  /** Makes room for this many entries at once. */
  reserve(length: number): void {
    if (length > this.#values.length) this.#resize(length);
  }

  #grow(at: number): void {
    this.#resize(Math.max(at + 1, this.#values.length * 2));
  }

  #resize(length: number): void {
    const grown = new Int32Array(length);
    grown.set(this.#values);
    this.#values = grown;
  }
}
