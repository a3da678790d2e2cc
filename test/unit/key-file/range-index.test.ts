/** Which ranges are in others: compared with a check of each pair, and with a limit for many. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Range, RangeIndex } from "../../../core/lint/key-file/document/range-index.ts";

/** A range with its prefix as `0` and `1`. */
interface SpelledRange extends Range {
  readonly bits: string;
}

/** Something follows the prefix in an address, because it must not count. */
function spelled(v6: boolean, bits: string): SpelledRange {
  const whole = Array.from({ length: v6 ? 128 : 32 }, (_, at) => bits[at] ?? String(at % 2)).join("");
  const words = Array.from(whole.matchAll(/.{32}/g), ([word]) => Number.parseInt(word, 2));
  return { v6, bits, words, length: bits.length };
}

const short = fc.string({ unit: fc.constantFrom("0", "1"), maxLength: 5 });
const range: fc.Arbitrary<SpelledRange> = fc
  .oneof(
    fc.tuple(fc.boolean(), fc.oneof(short, fc.constantFrom("0".repeat(32), "1".repeat(32), "0".repeat(31)))),
    fc.tuple(
      fc.constant(true),
      fc.constantFrom("0".repeat(128), "0".repeat(64), "1".repeat(128), `${"0".repeat(64)}1`, "1".repeat(33)),
    ),
  )
  .map(([v6, bits]) => spelled(v6, bits));

function contains(outer: SpelledRange, inner: SpelledRange): boolean {
  return outer.v6 === inner.v6 && inner.bits.startsWith(outer.bits);
}

describe("the index of ranges", () => {
  // In parts, so that a mutation run can repeat it.
  it.each([1, 2, 3, 4, 5, 6])("knows after any changes which range is in which (part %s)", () => {
    // A number removes the range that was added so many places before the last one.
    const step = fc.oneof({ weight: 3, arbitrary: range }, fc.nat(20));
    fc.assert(
      fc.property(fc.array(range), fc.array(step, { maxLength: 60, size: "max" }), (opened, steps) => {
        const inner = new Set<number>();
        const index = new RangeIndex((handle, is) => void (is ? inner.add(handle) : inner.delete(handle)));
        const ranges = new Map(opened.entries());
        for (const placed of ranges) index.add(...placed);
        index.open();
        for (const [at, each] of steps.entries()) {
          const handle = opened.length + at;
          if (typeof each !== "number") {
            ranges.set(handle, each);
            index.add(handle, each);
            continue;
          }
          const gone = [...ranges].at(-1 - each);
          if (gone === undefined) continue;
          ranges.delete(gone[0]);
          index.remove(...gone);
          inner.delete(gone[0]);
        }
        for (const [handle, each] of ranges) {
          const around = [...ranges].filter(([other, outer]) => other !== handle && contains(outer, each));
          expect(inner.has(handle)).toBe(around.length > 0);
          const widest = Math.min(...around.map(([, { bits }]) => bits.length));
          const expected = around.filter(([, { bits }]) => bits.length === widest).map(([other]) => other);
          expect(index.container(handle, each) === undefined).toBe(around.length === 0);
          const found = [...(index.container(handle, each)?.lines() ?? [])];
          expect(found.filter((other) => other !== handle).sort()).toEqual(expected.sort());
        }
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ["added to it", false],
    ["of a file that is opened", true],
  ])("does not compare each range with each, if they are %s", { timeout: 30_000 }, (_which, isOpened) => {
    const inner = new Set<number>();
    const index = new RangeIndex((handle, is) => void (is ? inner.add(handle) : inner.delete(handle)));
    if (!isOpened) index.open();
    // Of one family, the longer prefixes first, so that each of the others could contain all of them.
    const bitsOf = (number: number, length: number): string => number.toString(2).padStart(length, "0");
    for (let at = 0; at < 50_000; at++) index.add(at, spelled(false, `1${bitsOf(at, 23)}`));
    for (let at = 0; at < 50_000; at++) index.add(50_000 + at, spelled(false, `0${bitsOf(at, 17)}`));
    if (isOpened) index.open();
    expect(inner.size).toBe(0);
    const all = spelled(false, "");
    index.add(100_000, all);
    expect(inner.size).toBe(100_000);
    index.remove(100_000, all);
    expect(inner.size).toBe(0);
  });
});
