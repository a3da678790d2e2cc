/** Which lines share a field. */

import type { Handle } from "./line-list.ts";

/** Lines by a field of theirs. A field that only one line has, as nearly all are, costs no more than an entry in a map. */
export class FieldIndex {
  readonly #lines = new Map<string, Handle | Set<Handle>>();

  /** Adds a line, and calls `shared` for every line that has become one of several. */
  add(handle: Handle, field: string, shared: (handle: Handle) => void): void {
    const present = this.#lines.get(field);
    if (present === undefined) {
      this.#lines.set(field, handle);
    } else if (typeof present === "number") {
      this.#lines.set(field, new Set([present, handle]));
      shared(present);
      shared(handle);
    } else {
      present.add(handle);
      shared(handle);
    }
  }

  /** Removes a line, and calls `alone` for the one that is left alone by that. */
  remove(handle: Handle, field: string, alone: (handle: Handle) => void): void {
    const present = this.#lines.get(field);
    if (typeof present === "number" || present === undefined) {
      this.#lines.delete(field);
      return;
    }
    present.delete(handle);
    if (present.size > 1) return;
    for (const last of present) {
      this.#lines.set(field, last);
      alone(last);
    }
  }

  /** The lines whose field is `field`, in the order in which they came. */
  *members(field: string): Generator<Handle> {
    const present = this.#lines.get(field);
    if (typeof present === "number") yield present;
    else if (present !== undefined) yield* present;
  }

  sizeOf(field: string): number {
    const present = this.#lines.get(field);
    if (present === undefined) return 0;
    return typeof present === "number" ? 1 : present.size;
  }
}
