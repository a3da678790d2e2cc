/** Which lines are recognised as the usual ones in one pass, and where their fields end. */

import { describe, expect, it } from "vitest";
import { codesOf } from "../../../core/lint/key-file/index.ts";
import { laterPieces } from "../../../core/lint/key-file/later-pieces.ts";
import { LineReader } from "../../../core/lint/key-file/line-reader.ts";
import { SoundLine } from "../../../core/lint/key-file/sound-line.ts";
import { newestRelease } from "../../../core/manager/index.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const n = (count: number) => "n".repeat(count);

/** What is said about a line behind another text: at the end of the codes, and before a line feed. */
function walked(text: string) {
  const before = "001 x\n";
  const results = [text, `${text}\n002 y`].map((rest) => {
    const line = new SoundLine();
    // A line before it, whose facts must not stay.
    line.walk(codesOf(`1234 Old 10.0.0.0/8 ${KEY}`), 0, 84);
    const codes = codesOf(before + rest);
    const end = line.walk(codes, before.length, codes.length);
    const { idEnd, nameEnd, ipEnd, nameFolds, ipKind } = line;
    return end < 0 ? undefined : { end: end - before.length, idEnd, nameEnd, ipEnd, nameFolds, ipKind };
  });
  expect(results[1]).toEqual(results[0]);
  return results[0];
}

describe("a sound line", () => {
  it.each([
    ["001", "web", "any", false, "any"],
    ["12345678", "we", "any", false, "any"],
    ["100", n(127), "1.2.3.4", false, "host"],
    ["010", "0-_.z", "255.255.255.255/32", true, "range"],
    ["999", "-x", "255.255.255.255", false, "host"],
    ["001", "_9", "10.0.0.0/8", false, "range"],
    ["001", "AZaz09", "any", true, "any"],
    ["001", "a.", "any", true, "any"],
  ] as const)("has the fields %s, %s and %s", (id, name, ip, nameFolds, ipKind) => {
    const idEnd = id.length;
    const nameEnd = idEnd + 1 + name.length;
    const ipEnd = nameEnd + 1 + ip.length;
    const end = ipEnd + 1 + 64;
    expect(walked(`${id} ${name} ${ip} ${KEY}`)).toEqual({ end, idEnd, nameEnd, ipEnd, nameFolds, ipKind });
  });

  it("may have any hexadecimal digit in its key, in lower case", () => {
    for (const digit of "0123456789abcdef") expect(walked(`001 web any ${digit.repeat(64)}`)).toBeDefined();
    for (const sign of "gG/:`@AF ") {
      expect(walked(`001 web any ${KEY.slice(1)}${sign}`), sign).toBeUndefined();
      expect(walked(`001 web any ${sign}${KEY.slice(1)}`), sign).toBeUndefined();
    }
  });

  it.each([
    ...["", "001", "001 ", "001 web", "001 web ", "001 web any", "001 web any "],
    ...[`01 web any ${KEY}`, `123456789 web any ${KEY}`, `000 web any ${KEY}`, `00000000 web any ${KEY}`],
    ...[`0a1 web any ${KEY}`, `00/ web any ${KEY}`, `00: web any ${KEY}`, ` 001 web any ${KEY}`],
    ...[`001\tweb any ${KEY}`, `001 web\tany ${KEY}`, `001 web any\t${KEY}`, `001-web any ${KEY}`],
    ...[`001 w any ${KEY}`, `001 ${n(128)} any ${KEY}`, `001 .web any ${KEY}`, `001 !web any ${KEY}`],
    ...[`001 w+b any ${KEY}`, `001 web\u00e9 any ${KEY}`, `001  web any ${KEY}`, `001 web  any ${KEY}`],
    ...[`001 web all ${KEY}`, `001 web 10.0.0.256 ${KEY}`, `001 web 255.255.255.255/320 ${KEY}`],
    ...[`001 web any  ${KEY}`, `001 web any ${KEY.slice(1)}`, `001 web any ${KEY}0`, `001 web any ${KEY} `],
    ...[`001 web any ${KEY}\r`, `001 web any ${KEY}\0`],
  ])("is not %j", (text) => {
    expect(walked(text)).toBeUndefined();
  });

  it("ends at the limit, whatever is behind it", () => {
    const codes = codesOf(`001 web any ${KEY}0 more`);
    const line = new SoundLine();
    expect(line.walk(codes, 0, 76)).toBe(76);
    for (const limit of [2, 3, 6, 7, 10, 11, 12, 75, 77]) expect(line.walk(codes, 0, limit)).toBe(-1);
  });
});

describe("the later pieces of a line", () => {
  const read = (text: string, isLast = true) => new LineReader(newestRelease).read(text, isLast);
  /** A first piece of 2047 bytes, which the reader takes by itself. */
  const first = `001 web any ${"k".repeat(2035)}`;

  it.each([
    ["none of a short line", "001 web any k", []],
    ["none behind a piece that just fits", first, []],
    ["a record", `${first}002 db any k`, ["record 002"]],
    ["what is ignored and skipped", `${first}# note`, ["ignored"]],
    ["none if the first one ends the daemon", `001 web ANY ${"k".repeat(2035)}002 db any k`, []],
    ["none behind one that ends the daemon", `${first}002 db ANY ${"k".repeat(2036)}003 dc any k`, ["fatal"]],
    ["all others", `${first}002 db any ${"k".repeat(2036)}003 dc any k`, ["record 002", "record 003"]],
  ])("are %s", (_what, text, expected) => {
    const pieces = laterPieces(read(text)).map((piece) =>
      piece.kind === "record" ? `record ${piece.id}` : piece.kind,
    );
    expect(pieces).toEqual(expected);
  });
});

describe("the facts of a line", () => {
  it("that is sound replace those of one that ends the daemon", () => {
    const reader = new LineReader(newestRelease);
    const sound = `001 web any ${KEY}`;
    const bad = `001 web any ${"k".repeat(2035)}002 db any ${"k".repeat(2036)}003 dc ANY k`;
    const source = {
      codes: codesOf(`# x\n${sound}\n`),
      slice: (from: number, to: number) => `# x\n${sound}\n`.slice(from, to),
    };
    for (const readSound of [() => reader.read(sound, false), () => reader.readFrom(source, 4, false)]) {
      expect(reader.read(bad, false)).toMatchObject({
        isSound: false,
        isLong: true,
        exits: true,
        kind: "record",
      });
      expect(readSound()).toMatchObject({
        isSound: true,
        isLong: false,
        exits: false,
        kind: "record",
        seenEnd: 76,
      });
      expect(reader.text).toBe(sound);
    }
  });
});
