/** Which address ranges are inside others. */

import { wordMask } from "../../../manager/index.ts";
import { addressOf } from "../kept.ts";
import type { LineFacts } from "../line-facts.ts";
import type { Handle } from "./line-list.ts";
import {
  contains as containsPrefix,
  type Prefix,
  type RangePlace,
  RangeTree,
  widestUnder,
} from "./range-tree.ts";

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
  const address = addressOf(facts);
  if (address?.maskForm !== "prefix") return undefined;
  const length = address.mask.reduce((sum, word) => sum + Math.clz32(~word), 0);
  return { v6: address.v6, words: address.network, length };
}

interface Placed {
  readonly handle: Handle;
  readonly range: Range;
}

/**
 * Which ranges are `inner`: another one equals or contains them. The ranges of a file that is opened are sorted, and
 * compared once. From the first change on there is a tree: a change costs a look-up, and a step for each range whose
 * state changes.
 */
export class RangeIndex {
  readonly #v4 = new RangeTree();
  readonly #v6 = new RangeTree();
  readonly #setInner: (handle: Handle, inner: boolean) => void;
  /** The ranges that are not in the tree. */
  readonly #outside: Placed[] = [];
  #isOpen = false;

  /** `setInner` is called whenever a range becomes inner or stops being it. */
  constructor(setInner: (handle: Handle, inner: boolean) => void) {
    this.#setInner = setInner;
  }

  /** Called after the last range of the file that is opened. Only then are its ranges compared. */
  open(): void {
    this.#isOpen = true;
    let widest: Placed | undefined;
    for (const placed of this.#outside.sort(inOrder)) {
      if (widest === undefined || !contains(widest.range, placed.range)) widest = placed;
      else {
        this.#setInner(placed.handle, true);
        if (widest.range.length === placed.range.length) this.#setInner(widest.handle, true);
      }
    }
  }

  add(handle: Handle, range: Range): void {
    if (!this.#isOpen) {
      this.#outside.push({ handle, range });
      return;
    }
    this.#makeTree();
    const path = this.#treeOf(range).grow(range);
    const place = path.pop();
    place?.add(handle);
    if (place === undefined || place.size > 2 || path.some(isTaken)) this.#setInner(handle, true);
    else if (place.size === 2) for (const each of place.lines()) this.#setInner(each, true);
    else this.#setUnder(place, true);
  }

  /** Removes the range with which the line was added. */
  remove(handle: Handle, range: Range): void {
    this.#makeTree();
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
    this.#makeTree();
    const path = this.#treeOf(range).path(range);
    return path.find((place) => place.size > (place.has(handle) ? 1 : 0));
  }

  /** Equal ranges make each other inner. The others under a place depend on it. */
  #setUnder(place: RangePlace, inner: boolean): void {
    for (const below of widestUnder(place)) {
      if (below.size === 1) for (const each of below.lines()) this.#setInner(each, inner);
    }
  }

  #makeTree(): void {
    for (const { handle, range } of this.#outside) this.#treeOf(range).grow(range).at(-1)?.add(handle);
    this.#outside.length = 0;
  }

  #treeOf({ v6 }: Range): RangeTree {
    return v6 ? this.#v6 : this.#v4;
  }
}

function isTaken(place: RangePlace): boolean {
  return place.size > 0;
}

function contains(outer: Range, inner: Range): boolean {
  return outer.v6 === inner.v6 && containsPrefix(outer, inner);
}

/** By family and address, a range before those that it contains. */
function inOrder({ range: a }: Placed, { range: b }: Placed): number {
  if (a.v6 !== b.v6) return a.v6 ? 1 : -1;
  for (let at = 0; at < a.words.length; at++) {
    const order = firstWord(a, at) - firstWord(b, at);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** A word of the first address of a range. */
function firstWord({ words, length }: Range, at: number): number {
  return ((words[at] ?? 0) & wordMask(length - 32 * at)) >>> 0;
}
