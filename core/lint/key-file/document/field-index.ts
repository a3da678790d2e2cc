/** Which lines share a field: an index by text that costs a few bytes a line and follows every edit. */

import { Ints } from "./ints.ts";
import type { Handle } from "./line-list.ts";

/** Where the field of a line stands in the line's text; the index reads it there instead of keeping copies. */
export interface FieldSource {
  /** The field of a line that is in the index. */
  fieldOf(handle: Handle): string;
}

const NONE = -1;
const SMALLEST_TABLE = 64;

/** What is left of a group, or what it became. */
export interface Group {
  readonly size: number;
  /** The line that came first; undefined where the group is empty. */
  readonly head: Handle | undefined;
}

/**
 * Groups of lines with equal fields. Each group is a ring of handles; an open-addressing table finds the group of a text by
 * its hash. Adding and removing are constant in the size of the file and of the group.
 */
export class FieldIndex {
  readonly #source: FieldSource;
  /** Pairs of a group's head (or NONE) and its hash, side by side so that a look-up touches one place in memory. */
  #table = emptyTable(SMALLEST_TABLE);
  #groups = 0;
  readonly #next = new Ints();
  readonly #previous = new Ints();
  /** Size of the group, kept at its head. */
  readonly #sizes = new Ints();

  constructor(source: FieldSource) {
    this.#source = source;
  }

  /** Makes room for this many groups, so that opening a large file moves nothing while it grows. */
  reserve(groups: number): void {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(groups * 2, SMALLEST_TABLE)));
    if (slots * 2 > this.#table.length) this.#resize(slots);
  }

  /** Adds a line and returns the group that it is in now. */
  add(handle: Handle, field: string): Group & { readonly head: Handle } {
    const hash = hashOf(field);
    const slot = this.#slotOf(field, hash);
    const head = this.#headIn(slot);
    if (head === NONE) {
      this.#table[slot] = handle;
      this.#table[slot + 1] = hash;
      this.#next.set(handle, handle);
      this.#previous.set(handle, handle);
      this.#sizes.set(handle, 1);
      this.#groups++;
      if (this.#groups * 4 > this.#table.length) this.#resize(this.#table.length);
      return { size: 1, head: handle };
    }
    const last = this.#previous.get(head);
    this.#next.set(last, handle);
    this.#previous.set(handle, last);
    this.#next.set(handle, head);
    this.#previous.set(head, handle);
    const size = this.#sizes.get(head) + 1;
    this.#sizes.set(head, size);
    return { size, head };
  }

  /** Removes a line and returns what is left of its group. */
  remove(handle: Handle, field: string): Group {
    const slot = this.#slotOf(field, hashOf(field));
    const head = this.#headIn(slot);
    const size = this.#sizes.get(head) - 1;
    if (size === 0) {
      this.#vacate(slot);
      this.#groups--;
      return { size: 0, head: undefined };
    }
    const next = this.#next.get(handle);
    const previous = this.#previous.get(handle);
    this.#next.set(previous, next);
    this.#previous.set(next, previous);
    const newHead = head === handle ? next : head;
    this.#table[slot] = newHead;
    this.#sizes.set(newHead, size);
    return { size, head: newHead };
  }

  /** The lines whose field is `field`, in the order in which they came. */
  *members(field: string): Generator<Handle> {
    const head = this.#headIn(this.#slotOf(field, hashOf(field)));
    if (head === NONE) return;
    let handle = head;
    do {
      yield handle;
      handle = this.#next.get(handle);
    } while (handle !== head);
  }

  sizeOf(field: string): number {
    const head = this.#headIn(this.#slotOf(field, hashOf(field)));
    return head === NONE ? 0 : this.#sizes.get(head);
  }

  #headIn(slot: number): Handle {
    return this.#table[slot] ?? NONE;
  }

  /** Where the pair of the group of `field` is, or the free place where it would go. */
  #slotOf(field: string, hash: number): number {
    const mask = this.#table.length - 1;
    let slot = (hash << 1) & mask;
    for (;;) {
      const head = this.#headIn(slot);
      if (head === NONE) return slot;
      if (this.#table[slot + 1] === hash && this.#source.fieldOf(head) === field) return slot;
      slot = (slot + 2) & mask;
    }
  }

  /** Empties a slot and moves up what a later look-up would otherwise no longer reach. */
  #vacate(slot: number): void {
    const mask = this.#table.length - 1;
    let gap = slot;
    let at = (slot + 2) & mask;
    for (let head = this.#headIn(at); head !== NONE; head = this.#headIn(at)) {
      const hash = this.#table[at + 1] ?? 0;
      if (((at - (hash << 1)) & mask) >= ((at - gap) & mask)) {
        this.#table[gap] = head;
        this.#table[gap + 1] = hash;
        gap = at;
      }
      at = (at + 2) & mask;
    }
    this.#table[gap] = NONE;
  }

  #resize(slots: number): void {
    const old = this.#table;
    this.#table = emptyTable(slots);
    const mask = this.#table.length - 1;
    for (let at = 0; at < old.length; at += 2) {
      const head = old[at] ?? NONE;
      const hash = old[at + 1] ?? 0;
      if (head === NONE) continue;
      let slot = (hash << 1) & mask;
      while (this.#headIn(slot) !== NONE) slot = (slot + 2) & mask;
      this.#table[slot] = head;
      this.#table[slot + 1] = hash;
    }
  }
}

function emptyTable(slots: number): Int32Array {
  return new Int32Array(slots * 2).fill(NONE);
}

/** Fields longer than this are keys; every other character of one is enough to tell it from the rest. */
const SHORT_FIELD = 32;

/** FNV-1a over the char codes, then mixed so that every bit depends on all of them. */
function hashOf(field: string): number {
  const step = field.length > SHORT_FIELD ? 2 : 1;
  let hash = 0x811c9dc5 ^ field.length;
  for (let at = 0; at < field.length; at += step) hash = Math.imul(hash ^ field.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) & 0x7fffffff;
}
