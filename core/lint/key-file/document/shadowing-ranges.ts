/**
 * Ranges that the manager finds in place of a single host, because both have the same text in its index by address.
 */

import type { FieldIndex } from "./field-index.ts";
import { hashOfText } from "./hash.ts";
import type { Handle } from "./line-list.ts";

/** The first line of each kind with a text. */
interface Firsts {
  readonly host: Handle;
  readonly range: Handle;
}

/**
 * The index by address stores `10.1.2.3/24` as `10.1.2.3`, and keeps the first line of a text. An agent with a range
 * sends its id. One with a single address does not, and is taken for the range's agent if that comes first. Nearly no
 * file has such a pair, so a text that only one kind has costs one look-up by its hash.
 */
export class ShadowingRanges {
  readonly #hosts: FieldIndex;
  readonly #ranges: FieldIndex;
  readonly #isBefore: (one: Handle, other: Handle) => boolean;
  readonly #mark: (handle: Handle, marked: boolean) => void;
  readonly #firsts = new Map<string, Firsts>();

  /** Both indexes use the text in the manager's index. Several hosts with one text are marked elsewhere. */
  constructor(
    hosts: FieldIndex,
    ranges: FieldIndex,
    isBefore: (one: Handle, other: Handle) => boolean,
    mark: (handle: Handle, marked: boolean) => void,
  ) {
    this.#hosts = hosts;
    this.#ranges = ranges;
    this.#isBefore = isBefore;
    this.#mark = mark;
  }

  addRange(handle: Handle, text: string): void {
    const hash = hashOfText(text);
    this.#ranges.add(handle, hash);
    if (!this.#hosts.holds(hash)) return;
    const known = this.#firsts.get(text);
    if (known === undefined || this.#isBefore(handle, known.range)) this.#look(text);
  }

  removeRange(handle: Handle, text: string): void {
    this.#ranges.remove(handle, hashOfText(text));
    if (this.#firsts.get(text)?.range === handle) this.#look(text);
  }

  /** Whether a range may have the text with this hash. Only then must a change of hosts be told. */
  mayShadow(hash: number): boolean {
    return this.#ranges.holds(hash);
  }

  /** Must be called after a host was added to its index. */
  hostAdded(handle: Handle, text: string): void {
    const known = this.#firsts.get(text);
    if (known === undefined || this.#isBefore(handle, known.host)) this.#look(text);
  }

  /** Must be called after a host was removed from its index. */
  hostRemoved(text: string): void {
    this.#look(text);
  }

  /** The range that is found for hosts with this text. */
  rangeOf(text: string): Handle | undefined {
    const known = this.#firsts.get(text);
    return known !== undefined && this.#isBefore(known.range, known.host) ? known.range : undefined;
  }

  #look(text: string): void {
    const before = this.#firsts.get(text);
    const [host, range] = [this.#first(this.#hosts, text), this.#first(this.#ranges, text)];
    if (host === undefined || range === undefined) this.#firsts.delete(text);
    else this.#firsts.set(text, { host, range });
    const shadowing = this.rangeOf(text);
    if (before !== undefined && before.range !== shadowing) this.#mark(before.range, false);
    if (shadowing !== undefined) this.#mark(shadowing, true);
    if (host !== undefined && this.#hosts.sizeOf(text) === 1) this.#mark(host, shadowing !== undefined);
  }

  #first(index: FieldIndex, text: string): Handle | undefined {
    let first: Handle | undefined;
    for (const handle of index.members(text)) {
      if (first === undefined || this.#isBefore(handle, first)) first = handle;
    }
    return first;
  }
}
