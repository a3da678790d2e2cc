/**
 * What lines have in common: equal fields, similar names, ranges inside others, updated as lines are added and removed.
 */

import type { LineFacts } from "../line-facts.ts";
import { overlappingRange, relationRules } from "../rules/index.ts";
import {
  duplicateIp,
  duplicateName,
  foldedNameOf,
  type RelationRule,
  rangeText,
  type Sharing,
  sharedHash,
  sharedText,
  similarName,
} from "../rules/relations.ts";
import { FieldIndex } from "./field-index.ts";
import type { Handle } from "./line-list.ts";
import { numberOf } from "./marking-rules.ts";
import { NameFamilies } from "./name-families.ts";
import { type FoundLines, NO_HASH, PLAIN_LINE } from "./plain-lines.ts";
import { RangeIndex, rangeOf } from "./range-index.ts";
import { ShadowingRanges } from "./shadowing-ranges.ts";

/** A relation with the index that finds its partners. All have one shape, because they are asked for every line. */
interface Relation extends Sharing {
  readonly rule: RelationRule;
  readonly number: number;
  readonly index: FieldIndex;
  /** Called for each line that is added to a group, with the group's first line. */
  readonly onShared: (handle: Handle, head: Handle) => void;
  /** Where the hash is among those of a plain line. Undefined if no plain line has what the rule compares. */
  readonly plain: number | undefined;
  /** Hashes of the lines that wait for the index, or NO_HASH. */
  readonly waiting: Int32Array;
}

/**
 * Lines that are added to an index together. This is much faster than one by one, because the places in memory that
 * they touch are far apart.
 */
const BATCH = 128;

/** Lines that have something in common. */
export interface LineGroup {
  /** Identifies the group until the next line is added or removed. */
  readonly key: unknown;
  handles(): Iterable<Handle>;
}

/** Sets or clears the mark of the rule with this number. */
export type Mark = (handle: Handle, rule: number, on: boolean) => void;

export class LineGroups {
  readonly #relations: readonly Relation[];
  readonly #families: NameFamilies;
  readonly #ranges: RangeIndex;
  readonly #shadowing: ShadowingRanges;
  readonly #look: (handle: Handle) => LineFacts;
  readonly #mark: Mark;
  readonly #waiting = new Int32Array(BATCH);
  #waits = 0;

  /**
   * `look` reads a line for a moment, and must not change the facts that the other methods get. `isBefore` gives the
   * order of two lines.
   */
  constructor(
    look: (handle: Handle) => LineFacts,
    isBefore: (one: Handle, other: Handle) => boolean,
    mark: Mark,
  ) {
    this.#look = look;
    this.#mark = mark;
    this.#relations = relationRules.map((rule) => relationOf(rule, look, mark));
    const similar = numberOf(similarName.code);
    this.#families = new NameFamilies(
      this.#indexOf(duplicateName),
      this.#indexOf(similarName),
      (handle, marked) => mark(handle, similar, marked),
    );
    const duplicate = numberOf(duplicateIp.code);
    this.#shadowing = new ShadowingRanges(
      this.#indexOf(duplicateIp),
      new FieldIndex((handle) => rangeText(look(handle))),
      isBefore,
      (handle, marked) => mark(handle, duplicate, marked),
    );
    const overlapping = numberOf(overlappingRange.code);
    this.#ranges = new RangeIndex((handle, inner) => mark(handle, overlapping, inner));
  }

  /** Makes room for this many lines. */
  reserve(lines: number): void {
    for (const { rule, index } of this.#relations) if (rule !== similarName) index.reserve(lines);
  }

  /** Adds a record, whose marks must not include shared fields yet. What it shares is known after `settle`. */
  add(handle: Handle, facts: LineFacts): void {
    const range = rangeOf(facts);
    if (range !== undefined) this.#ranges.add(handle, range);
    const text = rangeText(facts);
    if (text !== undefined) this.#shadowing.addRange(handle, text);
    for (const relation of this.#relations)
      relation.waiting[this.#waits] = sharedHash(relation, facts) ?? NO_HASH;
    this.#waiting[this.#waits++] = handle;
    if (this.#families.concerns(facts)) {
      this.settle();
      this.#families.count(facts, handle, 1);
    } else if (this.#waits === BATCH) this.settle();
  }

  /** The same for unrelated plain lines with handles from `first` up. */
  addPlain(first: Handle, lines: FoundLines, count: number): void {
    for (let done = 0; done < count; ) {
      const many = Math.min(count - done, BATCH - this.#waits);
      const from = lines.at + done * PLAIN_LINE.size;
      for (const { plain, waiting } of this.#relations) {
        for (let line = 0; line < many; line++)
          waiting[this.#waits + line] =
            plain === undefined ? NO_HASH : (lines.found[from + line * PLAIN_LINE.size + plain] ?? NO_HASH);
      }
      for (let line = 0; line < many; line++) this.#waiting[this.#waits + line] = first + done + line;
      this.#waits += many;
      done += many;
      if (this.#waits === BATCH) this.settle();
    }
  }

  /** The number of these plain lines, at most `most`, before one whose name may be in a family. */
  countUnrelated(lines: FoundLines, most: number): number {
    return this.#families.countUnrelated(lines, most);
  }

  /** Called after the last record of the opened text. */
  open(): void {
    this.settle();
    this.#ranges.open();
  }

  /** Compares the added records with all others. */
  settle(): void {
    for (const { index, waiting, onShared } of this.#relations) {
      index.addMany(this.#waiting, waiting, this.#waits, onShared);
    }
    const hosts = this.#relationOf(duplicateIp);
    for (let at = 0; at < this.#waits; at++) {
      const handle = this.#waiting[at] ?? 0;
      const hash = hosts.waiting[at] ?? NO_HASH;
      if (hash === NO_HASH || !this.#shadowing.mayShadow(hash)) continue;
      const text = sharedText(hosts, this.#look(handle));
      if (text !== undefined) this.#shadowing.hostAdded(handle, text);
    }
    this.#waits = 0;
  }

  /** Removes a record that is about to leave. */
  remove(handle: Handle, facts: LineFacts): void {
    const range = rangeOf(facts);
    for (const relation of this.#relations) {
      const hash = sharedHash(relation, facts);
      if (hash !== undefined) this.#unrelate(relation, handle, hash);
    }
    this.#families.count(facts, handle, -1);
    const text = rangeText(facts);
    if (text !== undefined) this.#shadowing.removeRange(handle, text);
    if (range !== undefined) this.#ranges.remove(handle, range);
  }

  /**
   * The lines that share what a rule compares with the line, including the line itself. Undefined if the rule does not
   * apply to it.
   */
  sharing(code: string, facts: LineFacts): LineGroup | undefined {
    const relation = this.#relations.find(({ rule }) => rule.code === code);
    if (relation === undefined) return undefined;
    const isFamily = relation.rule === similarName;
    const field = isFamily ? foldedNameOf(facts) : sharedText(relation, facts);
    if (relation.rule === duplicateIp) return this.#sameAddress(relation, field ?? rangeText(facts));
    if (field === undefined) return undefined;
    const handles = (): Iterable<Handle> =>
      isFamily ? this.#families.members(field) : relation.index.members(field);
    return { key: `${code} ${field}`, handles };
  }

  /** The hosts of an address, and the range that is found for them. */
  #sameAddress({ index, rule }: Relation, text: string | undefined): LineGroup | undefined {
    if (text === undefined) return undefined;
    const range = this.#shadowing.rangeOf(text);
    const handles = (): Iterable<Handle> =>
      range === undefined ? index.members(text) : [range, ...index.members(text)];
    return { key: `${rule.code} ${text}`, handles };
  }

  /** The lines of the widest range that contains or equals the range of the line. */
  containing(handle: Handle, facts: LineFacts): LineGroup | undefined {
    const range = rangeOf(facts);
    const place = range === undefined ? undefined : this.#ranges.container(handle, range);
    return place === undefined ? undefined : { key: place, handles: () => place.lines() };
  }

  #unrelate(relation: Relation, handle: Handle, hash: number): void {
    const { size, head } = relation.index.remove(handle, hash);
    if (relation.rule === similarName) return;
    if (size === 1 && head !== undefined) this.#mark(head, relation.number, false);
    if (relation.rule !== duplicateIp || !this.#shadowing.mayShadow(hash)) return;
    const text = sharedText(relation, this.#look(handle));
    if (text !== undefined) this.#shadowing.hostRemoved(text);
  }

  #indexOf(rule: RelationRule): FieldIndex {
    return this.#relationOf(rule).index;
  }

  #relationOf(rule: RelationRule): Relation {
    const relation = this.#relations.find((each) => each.rule === rule);
    if (relation === undefined) throw new Error(`no index for ${rule.code}`);
    return relation;
  }
}

/** A line is marked if it shares something, except for similar names, which are marked by family. */
function relationOf(rule: RelationRule, look: (handle: Handle) => LineFacts, mark: Mark): Relation {
  const number = numberOf(rule.code);
  const index = new FieldIndex((handle) => sharedText(rule, look(handle)));
  const onShared = (handle: Handle, head: Handle): void => {
    if (rule === similarName) return;
    mark(handle, number, true);
    if (index.sizeAt(head) === 2) mark(head, number, true);
  };
  return {
    rule,
    fieldOf: rule.fieldOf,
    textOf: rule.textOf,
    number,
    index,
    onShared,
    plain: rule.plainField === undefined ? undefined : PLAIN_LINE[rule.plainField],
    waiting: new Int32Array(BATCH),
  };
}
