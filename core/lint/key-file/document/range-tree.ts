/** Address ranges as a tree of prefixes: what contains a range, and what lies in it, without looking at the others. */

import type { Handle } from "./line-list.ts";

/** A place in the tree: a prefix, the lines whose range it is, and the next longer prefixes under it. */
export class RangePlace {
  /** `0` and `1` for each bit of the prefix. */
  readonly bits: string;
  /** The places whose bits go on with 0 and with 1. */
  readonly below: [RangePlace | undefined, RangePlace | undefined] = [undefined, undefined];
  /** Nearly every range is on one line, which needs no set. */
  #lines: Handle | Set<Handle> | undefined;

  constructor(bits: string) {
    this.bits = bits;
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

  /** Which of the two places below a longer prefix belongs to. */
  sideOf(bits: string): 0 | 1 {
    return bits.charAt(this.bits.length) === "1" ? 1 : 0;
  }

  hang(place: RangePlace): void {
    this.below[this.sideOf(place.bits)] = place;
  }
}

/** The tree of one address family. Places without lines are forks only, so there are at most twice as many places as ranges. */
export class RangeTree {
  readonly #root = new RangePlace("");

  /** The places from the widest prefix to that of a range, or as far as there are any. */
  path(bits: string): RangePlace[] {
    const path = [this.#root];
    for (let place = this.#next(this.#root, bits); place !== undefined; place = this.#next(place, bits)) {
      path.push(place);
    }
    return path;
  }

  /** The same, where the last one is the range's own: it is made where there was none. */
  grow(bits: string): RangePlace[] {
    const path = this.path(bits);
    const last = path.at(-1) ?? this.#root;
    if (last.bits.length === bits.length) return path;
    const made = new RangePlace(bits);
    const split = last.below[last.sideOf(bits)];
    if (split === undefined || split.bits.startsWith(bits)) {
      if (split !== undefined) made.hang(split);
    } else {
      const fork = new RangePlace(commonStart(split.bits, bits));
      fork.hang(split);
      fork.hang(made);
      last.hang(fork);
      return [...path, fork, made];
    }
    last.hang(made);
    return [...path, made];
  }

  /** Takes out what is no longer needed at the end of a path. */
  prune(path: readonly RangePlace[]): void {
    for (let at = path.length - 1; at > 0; at--) {
      const place = path[at];
      const above = path[at - 1];
      if (place === undefined || above === undefined || place.size > 0) return;
      const [zero, one] = place.below;
      if (zero !== undefined && one !== undefined) return;
      above.below[above.sideOf(place.bits)] = zero ?? one;
    }
  }

  #next(place: RangePlace, bits: string): RangePlace | undefined {
    if (place.bits.length >= bits.length) return undefined;
    const below = place.below[place.sideOf(bits)];
    return below !== undefined && bits.startsWith(below.bits) ? below : undefined;
  }
}

/** The widest places with lines under a place. */
export function* widestUnder(place: RangePlace): Generator<RangePlace> {
  for (const below of place.below) {
    if (below === undefined) continue;
    if (below.size > 0) yield below;
    else yield* widestUnder(below);
  }
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (a.charAt(length) === b.charAt(length)) length++;
  return a.slice(0, length);
}
