/** The parts of an open `client.keys`, each compared with a simple form of it after any changes. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FieldIndex } from "../../../core/lint/key-file/document/field-index.ts";
import { hashOfText } from "../../../core/lint/key-file/document/hash.ts";
import { Ints } from "../../../core/lint/key-file/document/ints.ts";
import { LineKinds } from "../../../core/lint/key-file/document/line-kinds.ts";
import { LineList } from "../../../core/lint/key-file/document/line-list.ts";
import { NO_HASH } from "../../../core/lint/key-file/document/plain-lines.ts";
import { RangeTree, widestUnder } from "../../../core/lint/key-file/document/range-tree.ts";
import { bitsOf, RuleMarks } from "../../../core/lint/key-file/document/rule-marks.ts";
import { LineReader } from "../../../core/lint/key-file/line-reader.ts";
import { newestRelease } from "../../../core/manager/index.ts";

describe("the list of lines", () => {
  /** The same as an array, with the marked handles. */
  function lists(count: number) {
    const list = new LineList();
    list.fill(count);
    let handles = Array.from({ length: count }, (_, at) => at);
    const marked = new Set<number>();
    let next = count;
    return {
      splice(line: number, gone: number, added: number): void {
        const made = Array.from({ length: added }, () => next++);
        for (const handle of handles.slice(line, line + gone)) marked.delete(handle);
        handles = [...handles.slice(0, line), ...made, ...handles.slice(line + gone)];
        list.splice(line, gone, made);
      },
      mark(line: number, on: boolean): void {
        const handle = handles[line];
        if (handle === undefined) return;
        list.mark(handle, on);
        if (on) marked.add(handle);
        else marked.delete(handle);
      },
      /** Compares all handles, and the places of some of them. */
      compare(): void {
        expect(list.length).toBe(handles.length);
        expect([...list.handles()]).toEqual(handles);
        for (let line = 0; line < handles.length; line += Math.ceil(handles.length / 100)) {
          expect(list.at(line)).toBe(handles[line]);
          expect(list.lineOf(handles[line] ?? -1)).toBe(line);
        }
        expect(list.at(handles.length)).toBeUndefined();
        const expected = handles.flatMap((handle, line) => (marked.has(handle) ? [{ line, handle }] : []));
        expect([...list.marked()]).toEqual(expected);
      },
    };
  }

  it.each([0, 1, 511, 512, 513, 1024, 1025, 2000])("holds %s lines from the start", (count) => {
    lists(count).compare();
  });

  it("is the same as an array after any changes", () => {
    const size = fc.oneof(fc.nat(3), fc.constantFrom(500, 513, 1100));
    const change = fc.tuple(fc.nat(2000), size, size, fc.nat(2000), fc.boolean());
    fc.assert(
      fc.property(fc.constantFrom(0, 3, 600, 1500), fc.array(change, { maxLength: 6 }), (count, changes) => {
        const both = lists(count);
        let length = count;
        for (const [place, gone, added, marks, on] of changes) {
          for (let line = 0; line < length; line += 1 + (marks % 97)) both.mark(line, on || line % 3 === 0);
          const line = Math.min(place, length);
          const taken = Math.min(gone, length - line);
          both.splice(line, taken, added);
          length += added - taken;
          both.compare();
        }
      }),
      { numRuns: 5 },
    );
  });

  it("keeps few and many marks in order, and forgets those of removed lines", () => {
    const both = lists(700);
    for (const line of [5, 3, 650, 4, 511, 512]) both.mark(line, true);
    both.compare();
    both.splice(0, 4, 1);
    both.compare();
    for (let line = 100; line < 130; line++) both.mark(line, true);
    both.compare();
    for (let line = 100; line < 130; line += 2) both.mark(line, false);
    both.splice(300, 0, 1000);
    both.compare();
    both.splice(100, 1500, 0);
    both.compare();
    both.splice(0, 100, 3);
    both.compare();
  });
});

describe("a line of the list", () => {
  it("is at its place right after a change above it", () => {
    for (const added of [1, 2000]) {
      const list = new LineList();
      list.fill(1500);
      list.mark(1400, true);
      list.splice(
        3,
        1,
        Array.from({ length: added }, (_, at) => 1500 + at),
      );
      expect(list.lineOf(1400)).toBe(1399 + added);
      list.splice(0, 2, []);
      expect([...list.marked()]).toEqual([{ line: 1397 + added, handle: 1400 }]);
    }
  });

  it("may have the handle of a line that is gone, without its mark", () => {
    const list = new LineList();
    list.fill(3);
    list.mark(1, true);
    list.splice(1, 1, [1]);
    expect([...list.marked()]).toEqual([]);
    list.mark(1, true);
    expect([...list.marked()]).toEqual([{ line: 1, handle: 1 }]);
  });

  it("has no place if its handle was never there", () => {
    const list = new LineList();
    list.fill(3);
    expect(list.lineOf(7)).toBe(-1);
    list.mark(7, true);
    expect([...list.marked()]).toEqual([]);
  });
});

describe("the index of a field", () => {
  /** The index of lines with these fields, and the same as a map. */
  function indexes(fields: readonly string[]) {
    const index = new FieldIndex((handle) => fields[handle]);
    const groups = new Map<string, number[]>();
    const here = new Set<number>();
    const enter = (handle: number): void => {
      here.add(handle);
      const field = fields[handle] ?? "";
      groups.set(field, [...(groups.get(field) ?? []), handle]);
    };
    return {
      add(handle: number): void {
        if (here.has(handle)) return;
        const field = fields[handle] ?? "";
        const head = groups.get(field)?.[0] ?? handle;
        expect(index.add(handle, hashOfText(field))).toBe(head);
        enter(handle);
      },
      addMany(all: readonly number[]): void {
        const handles = all.filter((handle) => !here.has(handle));
        const shared: (readonly number[])[] = [];
        const expected: (readonly number[])[] = [];
        for (const handle of handles) {
          const head = groups.get(fields[handle] ?? "")?.[0];
          if (head !== undefined) expected.push([handle, head]);
          enter(handle);
        }
        const hashes = handles.map((handle) => hashOfText(fields[handle] ?? ""));
        const given = [Int32Array.from([...handles, 0]), Int32Array.from([...hashes, NO_HASH])] as const;
        index.addMany(...given, handles.length + 1, (handle, head) => void shared.push([handle, head]));
        expect(shared).toEqual(expected);
      },
      remove(handle: number): void {
        if (!here.delete(handle)) return;
        const field = fields[handle] ?? "";
        const left = (groups.get(field) ?? []).filter((each) => each !== handle);
        expect(index.remove(handle, hashOfText(field))).toEqual({ size: left.length, head: left[0] });
        if (left.length === 0) groups.delete(field);
        else groups.set(field, left);
      },
      compare(): void {
        for (const field of new Set([...fields, "nowhere"])) {
          const members = groups.get(field) ?? [];
          expect([field, ...index.members(field)]).toEqual([field, ...members]);
          expect(index.sizeOf(field)).toBe(members.length);
          expect(index.holds(hashOfText(field))).toBe(members.length > 0);
          if (members[0] !== undefined) expect(index.sizeAt(members[0])).toBe(members.length);
        }
      },
    };
  }

  it("is the same as a map after any changes", () => {
    // Fields that end alike have hashes that are close to each other.
    const field = fc.constantFrom("", "1", "11", "21", "31", "41", "51", "a1", "b1", "é1", "any", "10.0.0.1");
    const step = fc.tuple(fc.constantFrom("add", "addMany", "remove"), fc.nat(39));
    fc.assert(
      fc.property(
        fc.array(field, { minLength: 40, maxLength: 40 }),
        fc.array(step, { maxLength: 40, size: "max" }),
        (fields, steps) => {
          const both = indexes(fields);
          for (const [what, handle] of steps) {
            if (what === "addMany") both.addMany([handle, (handle + 7) % 40, (handle + 13) % 40]);
            else both[what === "add" ? "add" : "remove"](handle);
          }
          both.compare();
        },
      ),
      { numRuns: 10 },
    );
  });

  it("finds each of many fields while it grows, and as lines leave", () => {
    const fields = Array.from({ length: 300 }, (_, at) => `${at % 250}1`);
    const both = indexes(fields);
    const handles = fields.map((_, at) => at);
    for (const handle of handles.slice(0, 200)) both.add(handle);
    both.compare();
    both.addMany(handles.slice(200));
    both.compare();
    for (const handle of handles.filter((each) => each % 3 === 0)) both.remove(handle);
    both.compare();
    for (const handle of handles.filter((each) => each % 3 === 0).reverse()) both.add(handle);
    both.compare();
    for (const handle of handles) both.remove(handle);
    both.compare();
  });

  it("keeps its lines when room is made", () => {
    const fields = ["a", "b", "a", "c1", "d1", "e1"];
    const index = new FieldIndex((handle) => fields[handle]);
    for (const [handle, field] of fields.entries()) index.add(handle, hashOfText(field));
    for (const room of [1, 100, 10_000]) {
      index.reserve(room);
      expect([...index.members("a")]).toEqual([0, 2]);
      expect(["b", "c1", "d1", "e1", "f1"].map((field) => index.sizeOf(field))).toEqual([1, 1, 1, 1, 0]);
    }
  });
});

describe("the kinds of lines", () => {
  const facts = (text: string, last = false) => new LineReader(newestRelease).read(text, last);
  const NONE = { lines: 0, records: 0, removed: 0, ignored: 0, skipped: 0, fatal: 0 };

  it("are counted as lines come and go", () => {
    const kinds = new LineKinds();
    expect(kinds.factsOf(0)).toEqual({ ...NONE, endsWithoutLineFeed: true });
    const texts = ["001 web any k", "#", "# note", "001", "002 !db any k", "003 dc ANY k", ""];
    for (const [handle, text] of texts.entries())
      kinds.enter(handle, facts(text, handle === 6), handle === 6);
    const all = {
      lines: 6,
      records: 1,
      removed: 1,
      ignored: 2,
      skipped: 1,
      fatal: 1,
      endsWithoutLineFeed: false,
    };
    expect(kinds.factsOf(7)).toEqual(all);
    expect(texts.map((_, handle) => kinds.kindOf(handle))).toEqual([
      "record",
      "ignored",
      "ignored",
      "skipped",
      "removed",
      "fatal",
      "end",
    ]);
    for (const handle of [1, 5, 6]) kinds.leave(handle);
    expect(kinds.factsOf(4)).toEqual({ ...all, lines: 4, ignored: 1, fatal: 0, endsWithoutLineFeed: true });
  });

  it("of plain records are entered together, and the last line of the file is known", () => {
    const kinds = new LineKinds();
    kinds.enterRecords(0, 3, false);
    kinds.enterRecords(3, 2, true);
    kinds.enter(5, facts("#", true), true);
    kinds.enter(6, facts("#"), false);
    const handles = [0, 1, 2, 3, 4, 5, 6];
    expect(handles.filter((handle) => kinds.kindOf(handle) === "record")).toEqual([0, 1, 2, 3, 4]);
    expect(handles.filter((handle) => kinds.isLast(handle))).toEqual([4, 5]);
    kinds.leave(4);
    expect(kinds.factsOf(6)).toEqual({
      ...NONE,
      lines: 6,
      records: 4,
      ignored: 2,
      endsWithoutLineFeed: true,
    });
  });

  it("count a daemon's exit at a later piece of a line, and a record as one", () => {
    const kinds = new LineKinds();
    kinds.enter(0, facts(`001 web any ${"k".repeat(2035)}002 db ANY k`), false);
    expect(kinds.factsOf(1)).toMatchObject({ records: 1, fatal: 1 });
    expect(kinds.kindOf(0)).toBe("record");
    kinds.leave(0);
    expect(kinds.factsOf(0)).toMatchObject({ records: 0, fatal: 0 });
  });
});

describe("the tree of ranges", () => {
  /** A prefix of 32 bits, as `0` and `1`. */
  const prefix = (bits: string) => ({
    words: [Number.parseInt(bits.padEnd(32, "0"), 2) | 0],
    length: bits.length,
  });
  const lengths = (tree: RangeTree, bits: string) => tree.path(prefix(bits)).map(({ length }) => length);

  it("leads from the whole over the ranges around a range to it", () => {
    const tree = new RangeTree();
    expect(lengths(tree, "0110")).toEqual([0]);
    for (const [handle, bits] of ["01", "011010", "0111", "1"].entries())
      tree.grow(prefix(bits)).at(-1)?.add(handle);
    // Where two ranges part there is a place too.
    expect(lengths(tree, "01101011")).toEqual([0, 2, 3, 6]);
    expect(lengths(tree, "0111")).toEqual([0, 2, 3, 4]);
    expect(lengths(tree, "01")).toEqual([0, 2]);
    expect(lengths(tree, "10")).toEqual([0, 1]);
    expect(lengths(tree, "00")).toEqual([0]);
    const widest = tree.path(prefix("")).flatMap((whole) => [...widestUnder(whole)]);
    expect(widest.map(({ length }) => length)).toEqual([2, 1]);
  });

  it("has no place that nothing needs any more", () => {
    const tree = new RangeTree();
    const all = ["01", "011010", "0111", "0110101"];
    for (const [handle, bits] of all.entries()) tree.grow(prefix(bits)).at(-1)?.add(handle);
    const remove = (bits: string): void => {
      const path = tree.path(prefix(bits));
      path.at(-1)?.delete(all.indexOf(bits));
      tree.prune(path);
    };
    // It has one below it, which takes its place.
    remove("011010");
    expect(lengths(tree, "0110101")).toEqual([0, 2, 3, 7]);
    // The place where two parted goes with one of them.
    remove("0111");
    expect(lengths(tree, "0110101")).toEqual([0, 2, 7]);
    remove("01");
    expect(lengths(tree, "0110101")).toEqual([0, 7]);
    remove("0110101");
    expect(lengths(tree, "0110101")).toEqual([0]);
  });

  it("keeps a place where others part, or that still has a line", () => {
    const tree = new RangeTree();
    for (const [handle, bits] of ["0", "00", "01", "01"].entries())
      tree.grow(prefix(bits)).at(-1)?.add(handle);
    const [whole, half] = [tree.path(prefix("0")), tree.path(prefix("01"))];
    whole.at(-1)?.delete(0);
    tree.prune(whole);
    expect(lengths(tree, "01")).toEqual([0, 1, 2]);
    half.at(-1)?.delete(2);
    tree.prune(half);
    expect(lengths(tree, "01")).toEqual([0, 1, 2]);
    expect([...(half.at(-1)?.lines() ?? [])]).toEqual([3]);
  });

  it("knows which lines have a range", () => {
    const [place] = new RangeTree().grow(prefix("0")).slice(-1);
    for (const many of [0, 1, 2, 3]) {
      if (many > 0) place?.add(many);
      expect(place?.size).toBe(many);
      expect([0, 1, 2, 3].map((handle) => place?.has(handle))).toEqual(
        [0, 1, 2, 3].map((handle) => handle > 0 && handle <= many),
      );
    }
    for (const handle of [9, 1, 3, 2]) place?.delete(handle);
    expect(place?.size).toBe(0);
    place?.add(7);
    place?.delete(8);
    expect([...(place?.lines() ?? [])]).toEqual([7]);
  });
});

describe("the marks of rules", () => {
  /** 40 rules, of which the third, the 31st and the 36th are off. */
  const OFF = [2, 30, 35];
  const rules = Array.from({ length: 40 }, (_, at) => at);

  it("have a bit for each rule, in two words", () => {
    expect(bitsOf([])).toEqual({ low: 0, high: 0 });
    expect(bitsOf([0, 5])).toEqual({ low: 0b100001, high: 0 });
    expect(bitsOf([31])).toEqual({ low: -(2 ** 31), high: 0 });
    expect(bitsOf([32, 34])).toEqual({ low: 0, high: 0b101 });
  });

  /** The marks, and the same as sets of rules. */
  function marked() {
    const shown = new Set<number>();
    const visible = bitsOf(rules.filter((rule) => !OFF.includes(rule)));
    const marks = new RuleMarks(
      rules.length,
      visible,
      (handle, is) => void shown[is ? "add" : "delete"](handle),
    );
    const sets = Array.from({ length: 5 }, () => new Set<number>());
    return {
      mark(handle: number, rule: number, on: boolean): void {
        sets[handle]?.[on ? "add" : "delete"](rule);
        marks.mark(handle, rule, on);
      },
      replace(handle: number, given: readonly number[]): void {
        sets[handle] = new Set(given);
        const { low, high } = bitsOf(given);
        marks.replace(handle, low, high);
      },
      compare(): void {
        for (const rule of rules) {
          expect(marks.count(rule)).toBe(sets.filter((each) => each.has(rule)).length);
          const expected = sets.map((each) => each.has(rule) && !OFF.includes(rule));
          expect(sets.map((_, handle) => marks.shows(handle, rule))).toEqual(expected);
        }
        const isVisible = sets.map((each) => [...each].some((rule) => !OFF.includes(rule)));
        expect(sets.map((_, handle) => shown.has(handle))).toEqual(isVisible);
      },
    };
  }

  it("are counted and shown as they are set", () => {
    const change = fc.tuple(fc.nat(4), fc.nat(39), fc.constantFrom("set", "clear", "two", "none"));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40, size: "max" }), (changes) => {
        const both = marked();
        for (const [handle, rule, what] of changes) {
          if (what === "two" || what === "none")
            both.replace(handle, what === "two" ? [rule, (rule + 20) % 40] : []);
          else both.mark(handle, rule, what === "set");
        }
        both.compare();
      }),
      { numRuns: 20 },
    );
  });

  it("of a rule that is not there are none", () => {
    expect(new RuleMarks(1, bitsOf([0]), () => undefined).count(7)).toBe(0);
  });
});

it("integers are 0 until they are set, at any place", () => {
  const ints = new Ints();
  expect(ints.get(0)).toBe(0);
  expect(ints.get(5000)).toBe(0);
  ints.set(3, -7);
  for (const at of [1023, 1024, 1025, 5000, 100_000]) {
    ints.set(at, at);
    expect([ints.get(3), ints.get(at), ints.get(at + 1)]).toEqual([-7, at, 0]);
  }
  ints.reserve(10);
  ints.reserve(300_000);
  expect([ints.get(3), ints.get(1024), ints.get(100_000), ints.get(299_999)]).toEqual([-7, 1024, 100_000, 0]);
});
