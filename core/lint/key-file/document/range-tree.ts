/**
 * Address ranges as a tree of prefixes: finds what contains a range, and what is inside it, without reading the others.
 */

import type { Handle } from "./line-list.ts";

/** The first bits of an address. */
export interface Prefix {
  /** The address, 32 bits each and most significant first. Bits after the prefix are ignored. */
  readonly words: readonly number[];
  /** Bits, 0 to 32 for each word. */
  readonly length: number;
}

/** A place in the tree: a prefix, the lines with this range, and the next longer prefixes under it. */
export class RangePlace implements Prefix {
  readonly words: readonly number[];
  readonly length: number;
  /** The places whose bits continue with 0 and with 1. */
  zero: RangePlace | undefined;
  one: RangePlace | undefined;
  /** Nearly every range is on one line, which needs no set. */
  #lines: Handle | Set<Handle> | undefined;

  constructor({ words }: Prefix, length: number) {
    this.words = words;
    this.length = length;
  }

  get size(): number {
    if (this.#lines === undefined) return 0;
    return typeof this.#lines === "number" ? 1 : this.#lines.size;
  }

  *lines(): Generator<Handle> {
    if (typeof this.#lines === "number") yield this.#lines;
    else if (this.#lines !== undefined) yield* this.#lines;
  }

  has(handle: Handle): boolean {
    return typeof this.#lines === "object" ? this.#lines.has(handle) : this.#lines === handle;
  }

  add(handle: Handle): void {
    if (this.#lines === undefined) this.#lines = handle;
    else if (typeof this.#lines === "number") this.#lines = new Set([this.#lines, handle]);
    else this.#lines.add(handle);
  }

  delete(handle: Handle): void {
    if (typeof this.#lines === "object") this.#lines.delete(handle);
    else if (this.#lines === handle) this.#lines = undefined;
  }

  /** The place below, on the side of a longer prefix. */
  below(prefix: Prefix): RangePlace | undefined {
    return this.#isOne(prefix) ? this.one : this.zero;
  }

  /** Sets or clears the place on the side of a longer prefix. */
  hang(place: RangePlace | undefined, prefix: Prefix): void {
    if (this.#isOne(prefix)) this.one = place;
    else this.zero = place;
  }

  #isOne({ words }: Prefix): boolean {
    return (((words[this.length >> 5] ?? 0) << (this.length & 31)) & 0x80000000) !== 0;
  }
}

/**
 * The tree of one address family. Places without lines are only forks, so there are at most twice as many places as
 * ranges.
 */
export class RangeTree {
  readonly #root = new RangePlace({ words: [], length: 0 }, 0);

  /** The places from the widest prefix to that of a range, as far as they exist. */
  path(prefix: Prefix): RangePlace[] {
    const path = [this.#root];
    for (let place = next(this.#root, prefix); place !== undefined; place = next(place, prefix)) {
      path.push(place);
    }
    return path;
  }

  /** The same, where the last one is the range's own. It is made if it does not exist. */
  grow(prefix: Prefix): RangePlace[] {
    const path = this.path(prefix);
    const last = path.at(-1) ?? this.#root;
    if (last.length === prefix.length) return path;
    const made = new RangePlace(prefix, prefix.length);
    const split = last.below(prefix);
    if (split === undefined || contains(made, split)) {
      if (split !== undefined) made.hang(split, split);
      last.hang(made, made);
    } else {
      const fork = new RangePlace(prefix, equalBits(split, prefix));
      fork.hang(split, split);
      fork.hang(made, made);
      last.hang(fork, prefix);
      path.push(fork);
    }
    path.push(made);
    return path;
  }

  /** Removes what is no longer needed at the end of a path. */
  prune(path: readonly RangePlace[]): void {
    for (let at = path.length - 1; at > 0; at--) {
      const place = path[at];
      const above = path[at - 1];
      if (place === undefined || above === undefined || place.size > 0) return;
      if (place.zero !== undefined && place.one !== undefined) return;
      above.hang(place.zero ?? place.one, place);
    }
  }
}

/** The next place on the way to a prefix, if one contains it. */
function next(place: RangePlace, prefix: Prefix): RangePlace | undefined {
  if (place.length >= prefix.length) return undefined;
  const below = place.below(prefix);
  return below !== undefined && contains(below, prefix) ? below : undefined;
}

/** The widest places with lines under a place. */
export function* widestUnder(place: RangePlace): Generator<RangePlace> {
  for (const below of [place.zero, place.one]) {
    if (below === undefined) continue;
    if (below.size > 0) yield below;
    else yield* widestUnder(below);
  }
}

/** Whether every address with the inner prefix has the outer one. */
export function contains(outer: Prefix, inner: Prefix): boolean {
  return outer.length <= inner.length && equalBits(outer, inner) === outer.length;
}

/** The number of equal bits at the beginning of two prefixes. */
function equalBits(a: Prefix, b: Prefix): number {
  const most = Math.min(a.length, b.length);
  for (let at = 0; at * 32 < most; at++) {
    const different = (a.words[at] ?? 0) ^ (b.words[at] ?? 0);
    if (different !== 0) return Math.min(most, at * 32 + Math.clz32(different));
  }
  return most;
}
