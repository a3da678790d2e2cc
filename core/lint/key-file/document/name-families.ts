/** Names that differ only in case or domain, updated as lines are added and removed. */

import { hashOfKept, kept } from "../kept.ts";
import type { LineFacts } from "../line-facts.ts";
import { foldedNameOf } from "../rules/relations.ts";
import type { FieldIndex } from "./field-index.ts";
import { hashOfText } from "./hash.ts";
import type { Handle } from "./line-list.ts";
import { type FoundLines, PLAIN_LINE } from "./plain-lines.ts";

/**
 * A family is all lines whose names have the same folded form. It is marked if it has more than one name. Nearly every
 * name is its own folded form and the only one in its family, which costs nothing here.
 */
export class NameFamilies {
  /** Lines by their name. */
  readonly #names: FieldIndex;
  /** Lines by their folded name, if it differs from the name. */
  readonly #oddOnes: FieldIndex;
  readonly #mark: (handle: Handle, marked: boolean) => void;
  /** The number of names other than itself that a folded form stands for, if there are any. */
  readonly #oddNames = new Map<string, number>();
  /** The hashes of those forms. A hash stays after its form is removed, which only costs time. */
  readonly #hashes = new Set<number>();

  constructor(names: FieldIndex, oddOnes: FieldIndex, mark: (handle: Handle, marked: boolean) => void) {
    this.#names = names;
    this.#oddOnes = oddOnes;
    this.#mark = mark;
  }

  /** The lines of a family. */
  *members(folded: string): Generator<Handle> {
    yield* this.#names.members(folded);
    yield* this.#oddOnes.members(folded);
  }

  /** Whether the line may be in a family with other names. Nearly none is. */
  concerns(facts: LineFacts): boolean {
    return facts.nameFolds || (this.#hashes.size > 0 && this.#hashes.has(hashOfKept(facts, "name")));
  }

  /** The number of these plain lines, at most `most`, before one that may be in a family with other names. */
  countUnrelated({ found, at }: FoundLines, most: number): number {
    if (this.#hashes.size === 0) return most;
    let count = 0;
    while (count < most && !this.#hashes.has(found[at + count * PLAIN_LINE.size + PLAIN_LINE.name] ?? 0))
      count++;
    return count;
  }

  /** Must be called after a line has been added to the indexes (`change` 1) or removed from them (−1). */
  count(facts: LineFacts, handle: Handle, change: 1 | -1): void {
    if (!this.concerns(facts)) return;
    const folded = foldedNameOf(facts);
    if (folded === undefined) return;
    const name = kept(facts, "name");
    const others = this.#oddNames.get(folded) ?? 0;
    if (name === folded && others === 0) return;
    const isOnly = this.#names.sizeOf(name) === (change === 1 ? 1 : 0);
    const odd = name !== folded && isOnly ? others + change : others;
    if (odd > 0) {
      this.#oddNames.set(folded, odd);
      this.#hashes.add(hashOfText(folded));
    } else this.#oddNames.delete(folded);
    const after = odd + (this.#names.sizeOf(folded) > 0 ? 1 : 0);
    const before = isOnly ? after - change : after;
    if (after > 1 !== before > 1) for (const each of this.members(folded)) this.#mark(each, after > 1);
    else if (change === 1 && after > 1) this.#mark(handle, true);
  }
}
