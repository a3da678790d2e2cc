/** How the manager reads each line, counted as lines are added and removed. */

import type { LineFacts, LineKind } from "../line-facts.ts";
import type { FileFacts } from "../rules/file.ts";
import { Ints } from "./ints.ts";
import type { Handle } from "./line-list.ts";

const kinds: readonly LineKind[] = ["end", "ignored", "skipped", "removed", "record", "fatal"];
const RECORD = kinds.indexOf("record");

/** Flags beside the kind of a line: no line feed follows it; the daemon that reads it exits. */
const LAST = 8;
const EXITS = 16;
const FLAGS = LAST | EXITS;

export class LineKinds {
  /** Number of the line's kind in `kinds`, and the flags beside it. */
  readonly #kinds = new Ints();
  readonly #counts = kinds.map(() => 0);
  /** The number of lines at which the daemon exits. */
  #exits = 0;

  /** Makes room for this many lines. */
  reserve(lines: number): void {
    this.#kinds.reserve(lines);
  }

  /** Adds a line. `last` says that no line feed follows it. */
  enter(handle: Handle, facts: LineFacts, last: boolean): void {
    const kind = kinds.indexOf(facts.kind);
    this.#kinds.set(handle, kind | (last ? LAST : 0) | (facts.exits ? EXITS : 0));
    if (facts.exits) this.#exits++;
    this.#count(kind, 1);
  }

  /** Adds records with handles from `first` up. `last` says that no line feed follows the last one. */
  enterRecords(first: Handle, count: number, last: boolean): void {
    for (let line = 0; line < count; line++) this.#kinds.set(first + line, RECORD);
    if (last) this.#kinds.set(first + count - 1, RECORD | LAST);
    this.#count(RECORD, count);
  }

  leave(handle: Handle): void {
    const entry = this.#kinds.get(handle);
    if ((entry & EXITS) !== 0) this.#exits--;
    this.#count(entry & ~FLAGS, -1);
  }

  kindOf(handle: Handle): LineKind | undefined {
    return kinds[this.#kinds.get(handle) & ~FLAGS];
  }

  /** Whether no line feed follows the line. */
  isLast(handle: Handle): boolean {
    return (this.#kinds.get(handle) & LAST) !== 0;
  }

  /** The facts of a file with this many lines, including the empty one after the last line feed. */
  factsOf(lines: number): FileFacts {
    const count = (kind: LineKind): number => this.#counts[kinds.indexOf(kind)] ?? 0;
    return {
      lines: lines - count("end"),
      records: count("record"),
      removed: count("removed"),
      ignored: count("ignored"),
      skipped: count("skipped"),
      fatal: this.#exits,
      endsWithoutLineFeed: count("end") === 0,
    };
  }

  #count(kind: number, change: number): void {
    this.#counts[kind] = (this.#counts[kind] ?? 0) + change;
  }
}
