/** Which address ranges are inside others. */

import type { LineFacts } from "../line-facts.ts";
import type { Handle } from "./line-list.ts";
import { type Prefix, type RangePlace, RangeTree, widestUnder } from "./range-tree.ts";

/** A range as the prefix of its addresses. */
export interface Range extends Prefix {
  readonly v6: boolean;
}

/** The range of a line, or undefined if it has none whose mask is a prefix. */
export function rangeOf(facts: LineFacts): Range | undefined {
  if (facts.ipKind !== "range") return undefined;
  if (facts.isSound) {
    const { word, length } = facts.quickRange();
    return { v6: false, words: [word | 0], length };
  }
  const address = facts.address();
  if (address?.maskForm !== "prefix") return undefined;
  const length = address.mask.reduce((sum, word) => sum + Math.clz32(~word), 0);
  return { v6: address.v6, words: address.network, length };
}

/**
 * Which ranges are `inner`: another one equals or contains them. A change costs a look-up, and a step for each range
 * whose state changes.
 */
export class RangeIndex {
  readonly #v4 = new RangeTree();
  readonly #v6 = new RangeTree();
  readonly #setInner: (handle: Handle, inner: boolean) => void;

  /** `setInner` is called whenever a range becomes inner or stops being it. */
  constructor(setInner: (handle: Handle, inner: boolean) => void) {
    this.#setInner = setInner;
  }

  add(handle: Handle, range: Range): void {
    const path = this.#treeOf(range).grow(range);
    const place = path.pop();
    place?.add(handle);
    if (place === undefined || place.size > 2 || path.some(isTaken)) this.#setInner(handle, true);
    else if (place.size === 2) for (const each of place.lines()) this.#setInner(each, true);
    else this.#setUnder(place, true);
  }

  /** Removes the range with which the line was added. */
  remove(handle: Handle, range: Range): void {
    const tree = this.#treeOf(range);
    const path = tree.path(range);
    const place = path.at(-1);
    place?.delete(handle);
    if (place !== undefined && !path.slice(0, -1).some(isTaken)) {
      if (place.size === 1) for (const each of place.lines()) this.#setInner(each, false);
      if (place.size === 0) this.#setUnder(place, false);
    }
    tree.prune(path);
  }

  /** The place of the widest range that contains or equals the range of a line, if another line has it. */
  container(handle: Handle, range: Range): RangePlace | undefined {
    const path = this.#treeOf(range).path(range);
    return path.find((place) => place.size > (place.has(handle) ? 1 : 0));
  }

  /** Equal ranges make each other inner. The others under a place depend on it. */
  #setUnder(place: RangePlace, inner: boolean): void {
    for (const below of widestUnder(place)) {
      if (below.size === 1) for (const each of below.lines()) this.#setInner(each, inner);
    }
  }

  #treeOf({ v6 }: Range): RangeTree {
    return v6 ? this.#v6 : this.#v4;
  }
}

function isTaken(place: RangePlace): boolean {
  return place.size > 0;
}
