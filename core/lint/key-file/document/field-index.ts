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

/**
 * Groups of lines with equal fields. Each group is a ring of handles; an open-addressing table finds the group of a text by
 * its hash. Adding and removing are constant in the size of the file and of the group.
 */
export class FieldIndex {
  readonly #source: FieldSource;
  /** Head of a group, or NONE; as long as a power of two. */
  #heads = new Int32Array(SMALLEST_TABLE).fill(NONE);
  /** The hash of the group in the same slot, so that a look-up seldom leaves the table. */
  #headHashes = new Int32Array(SMALLEST_TABLE);
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
    if (slots > this.#heads.length) this.#resize(slots);
  }

  /** Adds a line and returns the size of its group and its head. */
  add(handle: Handle, field: string): { readonly size: number; readonly head: Handle } {
    const hash = hashOf(field);
    const slot = this.#slotOf(field, hash);
    const head = this.#heads[slot] ?? NONE;
    if (head === NONE) {
      this.#heads[slot] = handle;
      this.#headHashes[slot] = hash;
      this.#next.set(handle, handle);
      this.#previous.set(handle, handle);
      this.#sizes.set(handle, 1);
      this.#groups++;
      if (this.#groups * 2 > this.#heads.length) this.#resize(this.#heads.length * 2);
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

  /** Removes a line and returns the size and head of what is left of its group (head NONE where nothing is). */
  remove(handle: Handle, field: string): { readonly size: number; readonly head: Handle | undefined } {
    const slot = this.#slotOf(field, hashOf(field));
    const head = this.#heads[slot] ?? NONE;
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
    this.#heads[slot] = newHead;
    this.#sizes.set(newHead, size);
    return { size, head: newHead };
  }

  /** The lines whose field is `field`, in the order in which they came. */
  *members(field: string): Generator<Handle> {
    const head = this.headOf(field);
    if (head === undefined) return;
    let handle = head;
    do {
      yield handle;
      handle = this.#next.get(handle);
    } while (handle !== head);
  }

  headOf(field: string): Handle | undefined {
    const head = this.#heads[this.#slotOf(field, hashOf(field))] ?? NONE;
    return head === NONE ? undefined : head;
  }

  sizeOf(field: string): number {
    const head = this.headOf(field);
    return head === undefined ? 0 : this.#sizes.get(head);
  }

  /** The slot of the group of `field`, or the free slot where it would go. */
  #slotOf(field: string, hash: number): number {
    const mask = this.#heads.length - 1;
    let slot = hash & mask;
    for (;;) {
      const head = this.#heads[slot] ?? NONE;
      if (head === NONE) return slot;
      if (this.#headHashes[slot] === hash && this.#source.fieldOf(head) === field) return slot;
      slot = (slot + 1) & mask;
    }
  }

  /** Empties a slot and moves up what a later look-up would otherwise no longer reach. */
  #vacate(slot: number): void {
    const mask = this.#heads.length - 1;
    let gap = slot;
    let at = (slot + 1) & mask;
    for (;;) {
      const head = this.#heads[at] ?? NONE;
      if (head === NONE) break;
      const hash = this.#headHashes[at] ?? 0;
      if (((at - hash) & mask) >= ((at - gap) & mask)) {
        this.#heads[gap] = head;
        this.#headHashes[gap] = hash;
        gap = at;
      }
      at = (at + 1) & mask;
    }
    this.#heads[gap] = NONE;
  }

  #resize(slots: number): void {
    const heads = this.#heads;
    const hashes = this.#headHashes;
    this.#heads = new Int32Array(slots).fill(NONE);
    this.#headHashes = new Int32Array(slots);
    const mask = this.#heads.length - 1;
    for (const [at, head] of heads.entries()) {
      if (head === NONE) continue;
      const hash = hashes[at] ?? 0;
      let slot = hash & mask;
      while (this.#heads[slot] !== NONE) slot = (slot + 1) & mask;
      this.#heads[slot] = head;
      this.#headHashes[slot] = hash;
    }
  }
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
