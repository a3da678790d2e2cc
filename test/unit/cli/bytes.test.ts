/** Bytes on the disk and in memory, and the text in them, read piece by piece. */

import { existsSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Bytes, BytesOnDisk, bytesInMemory } from "../../../cli/lint/bytes.ts";
import { encoded, textOf } from "../../../cli/lint/file-text.ts";
import { TextInBytes } from "../../../cli/lint/text-in-bytes.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const PAGE = 4096;
/** No two places of a page look alike. */
const BYTES = Buffer.from(Array.from({ length: 3 * PAGE + 100 }, (_, at) => (at * 7 + (at >> 8)) & 0xff));

function onDisk(bytes: Buffer | string): { readonly path: string; readonly bytes: BytesOnDisk } {
  const path = join(temporaryFolder(), "client.keys");
  writeFileSync(path, bytes);
  return { path, bytes: new BytesOnDisk(path) };
}

describe("bytes on the disk", () => {
  it.each([
    [0, 10],
    [5, 5],
    [PAGE - 3, PAGE],
    [PAGE, PAGE + 1],
    [PAGE - 3, PAGE + 3],
    [PAGE + 17, 2 * PAGE],
    [10, 3 * PAGE + 50],
    [3 * PAGE + 90, 3 * PAGE + 100],
    [3 * PAGE + 90, 3 * PAGE + 500],
    [9 * PAGE, 9 * PAGE + 5],
  ])("from %d to %d are those of the file", (start, end) => {
    const { bytes } = onDisk(BYTES);
    expect(bytes.size).toBe(BYTES.length);
    expect(bytes.slice(start, end)).toEqual(BYTES.subarray(start, end));
    expect(bytesInMemory(BYTES).slice(start, end)).toEqual(BYTES.subarray(start, end));
    bytes.close();
  });

  it("are the same when they are read again, from any of many pages", () => {
    const many = Buffer.concat(Array.from({ length: 100 }, (_, at) => Buffer.alloc(PAGE, at)));
    const { bytes } = onDisk(many);
    const order = Array.from({ length: 300 }, (_, at) => (at * 37) % 100);
    expect(order.map((page) => bytes.slice(page * PAGE + 5, page * PAGE + 6)[0])).toEqual(order);
    bytes.close();
  });

  it("are copied as asked", () => {
    const { bytes } = onDisk(BYTES);
    for (const each of [bytes, bytesInMemory(BYTES)] satisfies readonly Bytes[]) {
      const target = Buffer.alloc(10);
      expect(each.read(target, 2, 4, 100)).toBe(4);
      expect(target).toEqual(Buffer.concat([Buffer.alloc(2), BYTES.subarray(100, 104), Buffer.alloc(4)]));
      expect(each.read(target, 0, 10, BYTES.length)).toBe(0);
    }
    bytes.close();
  });

  it("tell whether their file has another size or another time", () => {
    const { path, bytes } = onDisk("abc");
    expect(bytes.hasChanged).toBe(false);
    utimesSync(path, 1, 1);
    expect(bytes.hasChanged).toBe(true);
    const longer = onDisk("abc");
    utimesSync(longer.path, 5, 5);
    const again = new BytesOnDisk(longer.path);
    writeFileSync(longer.path, "abcd");
    utimesSync(longer.path, 5, 5);
    expect(again.hasChanged).toBe(true);
    for (const each of [bytes, longer.bytes, again]) each.close();
  });

  it.skipIf(!existsSync("/proc/self/fd"))("leave no file open", () => {
    const { bytes } = onDisk("abc");
    const open = readdirSync("/proc/self/fd").length;
    bytes.close();
    expect(readdirSync("/proc/self/fd").length).toBe(open - 1);
  });
});

/** Bytes of which each reading gives only a few. */
function slowly(all: Buffer, most: number): Bytes {
  const { size, slice, read } = bytesInMemory(all);
  return {
    size,
    slice,
    read: (target, offset, length, at) => read(target, offset, Math.min(length, most), at),
  };
}

/** The lines of all pieces, each with its place. A piece is valid only until the next one. */
function linesOf(text: TextInBytes): readonly (readonly [line: string, place: number])[] {
  const found: [string, number][] = [];
  for (const { codes, slice, placeOf } of text.pieces()) {
    for (let start = 0; start <= codes.length; ) {
      const feed = codes.indexOf(0x0a, start);
      const end = feed < 0 ? codes.length : feed;
      found.push([slice(start, end), placeOf(start)]);
      start = end + 1;
    }
  }
  return found;
}

describe("a text in bytes", () => {
  it.each([
    ["", "utf-8", [["", 0]]],
    [
      "\n",
      "utf-8",
      [
        ["", 0],
        ["", 1],
      ],
    ],
    [
      "a\n\nb",
      "utf-8",
      [
        ["a", 0],
        ["", 2],
        ["b", 3],
      ],
    ],
    [
      "é\nb é\n",
      "utf-8",
      [
        ["é", 0],
        ["b é", 3],
        ["", 8],
      ],
    ],
    [
      "a\n😀 x\nz",
      "utf-8",
      [
        ["a", 0],
        ["😀 x", 2],
        ["z", 9],
      ],
    ],
    [
      Buffer.from("b\xe9b\nc\n\xff", "latin1"),
      "bytes",
      [
        ["béb", 0],
        ["c", 4],
        ["ÿ", 6],
      ],
    ],
    [
      Buffer.from("é\n\xff\n", "latin1"),
      "bytes",
      [
        ["é", 0],
        ["ÿ", 2],
        ["", 4],
      ],
    ],
  ] as const)("%j has its lines, each at its byte", (given, encoding, lines) => {
    const bytes = Buffer.from(given);
    for (const most of [1, 3, 100]) {
      const text = new TextInBytes(slowly(bytes, most));
      expect([text.lineCount, text.encoding]).toEqual([lines.length, encoding]);
      expect(linesOf(text)).toEqual(lines);
      const [line, place] = lines.at(-1) ?? ["", 0];
      expect(text.slice(place, bytes.length)).toBe(line);
    }
  });

  it("of ASCII at its start is read as what its end is", () => {
    const start = "001 web any x\n".repeat(10);
    for (const [end, encoding, shown] of [
      [Buffer.from("é"), "utf-8", "é"],
      [Buffer.from([0xe9]), "bytes", "é"],
      [Buffer.from("x"), "utf-8", "x"],
    ] as const) {
      const text = new TextInBytes(slowly(Buffer.concat([Buffer.from(start), end]), 14));
      expect([text.encoding, linesOf(text).at(-1)?.[0]]).toEqual([encoding, shown]);
    }
  });
});

describe("a long text in bytes", () => {
  it("may have lines that are longer than what is read at once", () => {
    const long = "x".repeat(2_500_000);
    const text = new TextInBytes(bytesInMemory(Buffer.from(`a\n${long}\nb`)));
    expect(text.lineCount).toBe(3);
    expect(linesOf(text).map(([line, place]) => [line.length, place])).toEqual([
      [1, 0],
      [2_500_000, 2],
      [1, 2_500_003],
    ]);
  });

  it("says how much of it has been read; all of it is read twice", () => {
    const said: [number, number][] = [];
    const text = new TextInBytes(slowly(Buffer.from("ab\ncd\nef"), 3), (read, all) => said.push([read, all]));
    expect([...text.pieces()]).toHaveLength(3);
    expect(said).toEqual([2, 5, 8, 10, 13, 16].map((read) => [read, 16]));
  });
});

it.each([
  ["utf-8", Buffer.from("\ufeffé\n"), "\ufeffé\n"],
  ["bytes", Buffer.from([0xe9, 0x0a, 0x80]), "é\n\x80"],
] as const)("a text in %s keeps its bytes", (encoding, bytes, text) => {
  expect(textOf(bytes)).toEqual({ text, encoding });
  expect(encoded({ text, encoding })).toEqual(bytes);
});
