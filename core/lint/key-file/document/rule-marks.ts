/** Which rules mark which line: a bit for each rule, counted as lines are added and removed. */

import { Ints } from "./ints.ts";
import type { Handle } from "./line-list.ts";

/** Bits of two words, for up to 64 rules. */
export interface Bits {
  readonly low: number;
  readonly high: number;
}

/** The bits of the rules with these numbers. */
export function bitsOf(numbers: readonly number[]): Bits {
  const word = (high: boolean): number =>
    numbers.filter((number) => number > 31 === high).reduce((bits, number) => bits | (1 << (number & 31)), 0);
  return { low: word(false), high: word(true) };
}

export class RuleMarks {
  readonly #low = new Ints();
  readonly #high = new Ints();
  readonly #counts: number[];
  readonly #shown: Bits;
  readonly #onShown: (handle: Handle, shown: boolean) => void;

  /** `onShown` is called at every change of a line's marks, with whether it has a mark that is shown. */
  constructor(rules: number, shown: Bits, onShown: (handle: Handle, shown: boolean) => void) {
    this.#counts = Array<number>(rules).fill(0);
    this.#shown = shown;
    this.#onShown = onShown;
  }

  /** The number of lines that the rule with this number marks. */
  count(number: number): number {
    return this.#counts[number] ?? 0;
  }

  /** Whether the rule is shown and marks the line. */
  shows(handle: Handle, number: number): boolean {
    const [marks, shown] = number > 31 ? [this.#high, this.#shown.high] : [this.#low, this.#shown.low];
    return (marks.get(handle) & shown & (1 << (number & 31))) !== 0;
  }

  /** Sets or clears one mark. */
  mark(handle: Handle, number: number, on: boolean): void {
    const bit = 1 << (number & 31);
    const change = (word: number, here: boolean): number => (here ? (on ? word | bit : word & ~bit) : word);
    this.replace(
      handle,
      change(this.#low.get(handle), number < 32),
      change(this.#high.get(handle), number > 31),
    );
  }

  /** Gives the line exactly these marks. */
  replace(handle: Handle, low: number, high: number): void {
    const oldLow = this.#low.get(handle);
    const oldHigh = this.#high.get(handle);
    if (low === oldLow && high === oldHigh) return;
    this.#count(oldLow, low, 0);
    this.#count(oldHigh, high, 32);
    this.#low.set(handle, low);
    this.#high.set(handle, high);
    this.#onShown(handle, ((low & this.#shown.low) | (high & this.#shown.high)) !== 0);
  }

  #count(before: number, after: number, first: number): void {
    for (let changed = before ^ after; changed !== 0; changed &= changed - 1) {
      const bit = 31 - Math.clz32(changed & -changed);
      this.#counts[first + bit] = (this.#counts[first + bit] ?? 0) + (after & (1 << bit) ? 1 : -1);
    }
  }
}
