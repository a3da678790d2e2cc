/** Which lines share a field: an index by text that costs a few bytes for each line and follows every edit. */

import { hashOfText } from "./hash.ts";
import { Ints } from "./ints.ts";
import type { Handle } from "./line-list.ts";
import { NO_HASH } from "./plain-lines.ts";

/** The field of a line, read in its place. The index keeps only its hash. */
export type FieldOf = (handle: Handle) => string | undefined;

const NONE = -1;
const SMALLEST_TABLE = 64;

/** The rest of a group, or its new state. */
export interface Group {
  readonly size: number;
  /** The first line that was added. Undefined if the group is empty. */
  readonly head: Handle | undefined;
}

/**
 * Groups of lines with equal fields. Each group is a ring of handles. An open-addressing table finds the group of a
 * text by its hash. Adding and removing take constant time in the size of the file and of the group.
 */
export class FieldIndex {
  readonly #fieldOf: FieldOf;
  /** Pairs of a group's head plus one (or 0) and its hash, adjacent so that a look-up reads one place in memory. */
  #table = new Int32Array(SMALLEST_TABLE * 2);
  #groups = 0;
  /**
   * The rings, as handles plus one; 0 for a line without partners, so that a file without groups needs no memory for
   * them.
   */
  readonly #next = new Ints();
  readonly #previous = new Ints();
  /** Size of the group minus one, stored at its head. */
  readonly #more = new Ints();

  constructor(fieldOf: FieldOf) {
    this.#fieldOf = fieldOf;
  }

  /** Makes room for this many groups, so that nothing is moved while a large file is opened. */
  reserve(groups: number): void {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(groups * 2, SMALLEST_TABLE)));
    if (slots * 2 > this.#table.length) this.#resize(slots);
  }

  /** Adds a line by the hash of its field and returns the first line of its group, which may be the line itself. */
  add(handle: Handle, hash: number): Handle {
    const slot = this.#slotOf(handle, hash);
    const head = this.#headIn(slot);
    if (head === NONE) {
      this.#put(slot, handle, hash);
      this.#groups++;
      if (this.#groups * 4 > this.#table.length) this.#resize(this.#table.length);
      return handle;
    }
    const last = this.#before(head);
    this.#link(last, handle);
    this.#link(handle, head);
    this.#more.set(head, this.#more.get(head) + 1);
    return head;
  }

  /**
   * Adds the first `count` lines, each by its hash, or not at all where that is NO_HASH. `onShared` is called for each
   * that another line of its group precedes, with the first one.
   */
  addMany(
    handles: Int32Array,
    hashes: Int32Array,
    count: number,
    onShared: (handle: Handle, head: Handle) => void,
  ): void {
    // There is room from here on, so `add` does not move the table. It is needed only where a line has the same hash.
    this.reserve(this.#groups + count);
    const table = this.#table;
    const mask = table.length - 1;
    for (let at = 0; at < count; at++) {
      const hash = hashes[at] ?? NO_HASH;
      if (hash === NO_HASH) continue;
      const handle = handles[at] ?? 0;
      let slot = (hash << 1) & mask;
      while (table[slot] !== 0 && table[slot + 1] !== hash) slot = (slot + 2) & mask;
      if (table[slot] === 0) {
        table[slot] = handle + 1;
        table[slot + 1] = hash;
        this.#groups++;
      } else {
        const head = this.add(handle, hash);
        if (head !== handle) onShared(handle, head);
      }
    }
  }

  /** Removes a line by the hash of its field and returns the rest of its group. */
  remove(handle: Handle, hash: number): Group {
    const slot = this.#slotOf(handle, hash);
    const head = this.#headIn(slot);
    const size = this.sizeAt(head) - 1;
    if (size === 0) {
      this.#vacate(slot);
      this.#groups--;
      return { size: 0, head: undefined };
    }
    const next = this.#after(handle);
    this.#link(this.#before(handle), next);
    this.#unlink(handle);
    const newHead = head === handle ? next : head;
    this.#table[slot] = newHead + 1;
    this.#more.set(newHead, size - 1);
    return { size, head: newHead };
  }

  /** Whether some group has this hash. Compares no text. */
  holds(hash: number): boolean {
    const mask = this.#table.length - 1;
    for (let slot = (hash << 1) & mask; this.#headIn(slot) !== NONE; slot = (slot + 2) & mask) {
      if (this.#table[slot + 1] === hash) return true;
    }
    return false;
  }

  /** The lines whose field is `field`, in the order in which they were added. */
  *members(field: string): Generator<Handle> {
    const head = this.#headOf(field);
    if (head === NONE) return;
    let handle = head;
    do {
      yield handle;
      handle = this.#after(handle);
    } while (handle !== head);
  }

  sizeOf(field: string): number {
    const head = this.#headOf(field);
    return head === NONE ? 0 : this.sizeAt(head);
  }

  /** The number of lines in the group with this first line. */
  sizeAt(head: Handle): number {
    return this.#more.get(head) + 1;
  }

  #after(handle: Handle): Handle {
    const next = this.#next.get(handle);
    return next === 0 ? handle : next - 1;
  }

  #before(handle: Handle): Handle {
    const previous = this.#previous.get(handle);
    return previous === 0 ? handle : previous - 1;
  }

  #link(handle: Handle, next: Handle): void {
    this.#next.set(handle, next + 1);
    this.#previous.set(next, handle + 1);
  }

  /** Makes a line its own ring. */
  #unlink(handle: Handle): void {
    this.#next.set(handle, 0);
    this.#previous.set(handle, 0);
    this.#more.set(handle, 0);
  }

  #headIn(slot: number): Handle {
    return (this.#table[slot] ?? 0) - 1;
  }

  #put(slot: number, head: Handle, hash: number): void {
    this.#table[slot] = head + 1;
    this.#table[slot + 1] = hash;
  }

  /** The index of the pair for the group of a line, or the free index for it. */
  #slotOf(handle: Handle, hash: number): number {
    const mask = this.#table.length - 1;
    let slot = (hash << 1) & mask;
    for (;;) {
      const head = this.#headIn(slot);
      if (head === NONE || head === handle) return slot;
      if (this.#table[slot + 1] === hash && this.#fieldOf(head) === this.#fieldOf(handle)) return slot;
      slot = (slot + 2) & mask;
    }
  }

  /** The first line of the group of `field`, or NONE. */
  #headOf(field: string): Handle {
    const hash = hashOfText(field);
    const mask = this.#table.length - 1;
    let slot = (hash << 1) & mask;
    for (;;) {
      const head = this.#headIn(slot);
      if (head === NONE) return NONE;
      if (this.#table[slot + 1] === hash && this.#fieldOf(head) === field) return head;
      slot = (slot + 2) & mask;
    }
  }

  /** Empties a slot and moves entries that a look-up could otherwise no longer reach. */
  #vacate(slot: number): void {
    const mask = this.#table.length - 1;
    let gap = slot;
    let at = (slot + 2) & mask;
    for (let head = this.#headIn(at); head !== NONE; head = this.#headIn(at)) {
      const hash = this.#table[at + 1] ?? 0;
      if (((at - (hash << 1)) & mask) >= ((at - gap) & mask)) {
        this.#put(gap, head, hash);
        gap = at;
      }
      at = (at + 2) & mask;
    }
    this.#table[gap] = 0;
  }

  #resize(slots: number): void {
    const old = this.#table;
    this.#table = new Int32Array(slots * 2);
    const mask = this.#table.length - 1;
    for (let at = 0; at < old.length; at += 2) {
      const head = (old[at] ?? 0) - 1;
      const hash = old[at + 1] ?? 0;
      if (head === NONE) continue;
      let slot = (hash << 1) & mask;
      while (this.#headIn(slot) !== NONE) slot = (slot + 2) & mask;
      this.#put(slot, head, hash);
    }
  }
}
