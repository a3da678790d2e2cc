/** Which lines of a text are read, and which are taken without reading them. */

import { expect, it } from "vitest";
import { codesOf } from "../../../core/lint/key-file/codes.ts";
import { takeLines } from "../../../core/lint/key-file/document/each-line.ts";
import type { OpenedText } from "../../../core/lint/key-file/document/opened-text.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const plainLine = (at: number): string => `${String(at + 1).padStart(3, "0")} web-${at} any ${KEY}`;
const plainLines = (count: number): string[] => Array.from({ length: count }, (_, at) => plainLine(at));

/** A text of these pieces. `counted` is how many lines it had when they were counted. */
function textOf(pieces: readonly string[], counted: number): OpenedText {
  return {
    encoding: "utf-8",
    lineCount: counted,
    pieces: () =>
      pieces.map((piece) => ({
        codes: codesOf(piece),
        slice: (from: number, to: number) => piece.slice(from, to),
        placeOf: (index: number) => index,
      })),
    slice: () => "",
  };
}

interface Choice {
  readonly readsAll?: boolean;
  readonly counted?: number;
  /** The most plain lines that are taken at once. */
  readonly atOnce?: number;
}

/** The handles of the lines that were read, the sizes of the groups of those that were not, and all lines in order. */
function taken(pieces: readonly string[], { readsAll = false, counted, atOnce = 1000 }: Choice = {}) {
  const count = counted ?? pieces.join("\n").split("\n").length;
  const read: number[] = [];
  const groups: number[] = [];
  const lines: string[] = [];
  takeLines(textOf(pieces, count), readsAll, {
    takePlain(handle, piece, start, found, most) {
      expect(handle).toBe(lines.length);
      const many = Math.min(most, atOnce);
      groups.push(many);
      let from = start;
      for (let at = 0; at < many; at++) {
        lines.push(piece.slice(from, found.endOf(at)));
        from = found.endOf(at) + 1;
      }
      return many;
    },
    takeOther(handle, piece, start) {
      expect(handle).toBe(lines.length);
      read.push(handle);
      const feed = piece.codes.indexOf(10, start);
      const end = feed < 0 ? piece.codes.length : feed;
      lines.push(piece.slice(start, end));
      return end;
    },
  });
  return { read, groups, lines };
}

const all = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

it("reads each line of a small text", () => {
  expect(taken([plainLines(499).join("\n")])).toEqual({
    read: all(499),
    groups: [],
    lines: plainLines(499),
  });
});

it("reads no plain line from 500 lines on", () => {
  const text = plainLines(500).join("\n");
  expect(taken([text])).toEqual({ read: [], groups: [500], lines: plainLines(500) });
});

it("reads each line if it is told to", () => {
  const text = plainLines(500).join("\n");
  expect(taken([text], { readsAll: true })).toEqual({ read: all(500), groups: [], lines: plainLines(500) });
});

it("reads the lines that are not plain, and asks about no plain line where there is none", () => {
  const lines = plainLines(600);
  lines[0] = "# first";
  lines[250] = "# in between";
  lines[599] = "# last";
  expect(taken([lines.join("\n")])).toEqual({ read: [0, 250, 599], groups: [249, 348], lines });
});

it("reads a plain line that is not taken as one", () => {
  const lines = plainLines(500);
  const { read, groups, lines: found } = taken([lines.join("\n")], { atOnce: 0 });
  expect([read, found]).toEqual([all(500), lines]);
  expect(groups).toEqual(all(500).map(() => 0));
});

it("continues after the plain lines that were taken", () => {
  const { read, groups, lines } = taken([plainLines(500).join("\n")], { atOnce: 200 });
  expect([read, groups, lines]).toEqual([[], [200, 200, 100], plainLines(500)]);
});

it("goes from one piece to the next", () => {
  const lines = plainLines(510);
  lines[301] = "";
  const pieces = [lines.slice(0, 300), lines.slice(300, 302), lines.slice(302)].map((each) =>
    each.join("\n"),
  );
  expect(taken(pieces)).toEqual({ read: [301], groups: [300, 1, 208], lines });
});

it.each([
  ["plain", plainLines(520)],
  ["other", plainLines(520).map((line) => `#${line}`)],
  ["different", ["# first", ...plainLines(520)]],
])("takes only as many %s lines as were counted of a file that grows", (_kind, lines) => {
  expect(taken([lines.join("\n")], { counted: 510 }).lines).toEqual(lines.slice(0, 510));
  expect(
    taken([lines.slice(0, 510).join("\n"), lines.slice(510).join("\n")], { counted: 510 }).lines,
  ).toEqual(lines.slice(0, 510));
});

it("reads each line where the host does not allow WebAssembly", () => {
  const allowed = Object.getOwnPropertyDescriptor(globalThis, "WebAssembly");
  Reflect.deleteProperty(globalThis, "WebAssembly");
  try {
    const text = plainLines(500).join("\n");
    expect(taken([text])).toEqual({ read: all(500), groups: [], lines: plainLines(500) });
  } finally {
    if (allowed !== undefined) Object.defineProperty(globalThis, "WebAssembly", allowed);
  }
});
