/** Which address ranges lie inside others. */

import type { LineFacts } from "../line-facts.ts";
import type { Handle } from "./line-list.ts";

/** A range as prefix length and network bits; IPv4 and IPv6 apart. */
interface Range {
  readonly v6: boolean;
  readonly length: number;
  readonly bits: string;
}

function bitsOf(word: number): string {
  return word.toString(2).padStart(32, "0");
}

/** The range of a line, or undefined where it has none whose mask is a prefix. */
export function rangeOf(facts: LineFacts): Range | undefined {
  if (facts.ipKind !== "range") return undefined;
  if (facts.isSound) {
    const { word, length } = facts.quickRange();
    return { v6: false, length, bits: bitsOf(word).slice(0, length) };
  }
  const address = facts.address();
  if (address?.maskForm !== "prefix") return undefined;
  const length = address.mask.reduce((sum, word) => sum + Math.clz32(~word), 0);
  return { v6: address.v6, length, bits: address.network.map(bitsOf).join("").slice(0, length) };
}

/** Ranges by length and bits. A range is `inner` where another one is equal to it or contains it. */
export class RangeIndex {
  readonly #byLength = new Map<number, Map<string, Handle[]>>();
  readonly #rangeOf = new Map<Handle, Range>();
  readonly #setInner: (handle: Handle, inner: boolean) => void;

  /** `setInner` is called whenever a range becomes inner or stops being it. */
  constructor(setInner: (handle: Handle, inner: boolean) => void) {
    this.#setInner = setInner;
  }

  add(handle: Handle, range: Range): void {
    this.#rangeOf.set(handle, range);
    const networks = this.#networks(range.v6, range.length, true);
    const equal = networks?.get(range.bits);
    if (equal === undefined) networks?.set(range.bits, [handle]);
    else equal.push(handle);
    this.#refresh(range);
  }

  remove(handle: Handle): void {
    const range = this.#rangeOf.get(handle);
    if (range === undefined) return;
    this.#rangeOf.delete(handle);
    const networks = this.#networks(range.v6, range.length, false);
    const left = networks?.get(range.bits)?.filter((each) => each !== handle) ?? [];
    if (left.length > 0) networks?.set(range.bits, left);
    else networks?.delete(range.bits);
    this.#refresh(range);
  }

  /** The widest range that contains the one of `handle` or is equal to it: every other line that has it. */
  containers(handle: Handle): readonly Handle[] {
    const range = this.#rangeOf.get(handle);
    if (range === undefined) return [];
    for (let length = 0; length <= range.length; length++) {
      const found = this.#networks(range.v6, length, false)?.get(range.bits.slice(0, length));
      if (found !== undefined && (found.length > 1 || found[0] !== handle)) {
        return found.filter((each) => each !== handle);
      }
    }
    return [];
  }

  /** Looks again at the ranges whose standing the coming or going of `range` can change: its equals and what lies in it. */
  #refresh(range: Range): void {
    const equal = this.#networks(range.v6, range.length, false)?.get(range.bits) ?? [];
    // With more than two equals nothing changes for the older ones.
    for (const handle of equal.length > 2 ? equal.slice(-1) : equal) this.#look(handle);
    for (let length = range.length + 1; length <= (range.v6 ? 128 : 32); length++) {
      for (const [bits, handles] of this.#networks(range.v6, length, false) ?? []) {
        if (bits.startsWith(range.bits)) for (const handle of handles) this.#look(handle);
      }
    }
  }

  #look(handle: Handle): void {
    this.#setInner(handle, this.containers(handle).length > 0);
  }

  #networks(v6: boolean, length: number, create: boolean): Map<string, Handle[]> | undefined {
    const name = v6 ? 1000 + length : length;
    const networks = this.#byLength.get(name);
    if (networks !== undefined || !create) return networks;
    const made = new Map<string, Handle[]>();
    this.#byLength.set(name, made);
    return made;
  }
}
