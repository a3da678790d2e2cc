/** The part of each field that the manager keeps: what is compared, and what is cut off. */

import { describe, expect, it } from "vitest";
import { hashOfText } from "../../../core/lint/key-file/document/hash.ts";
import { addressOf, asKept, hashOfKept, isCut, kept } from "../../../core/lint/key-file/kept.ts";
import { LineReader } from "../../../core/lint/key-file/line-reader.ts";
import { bytesFromText, newestRelease, readPiece, releases } from "../../../core/manager/index.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const FIELDS = ["id", "name", "ip", "key"] as const;
const MOST = 127;
const read = (text: string, release = newestRelease) => new LineReader(release).read(text, true);
const n = (count: number) => "n".repeat(count);

describe("what is kept of a field", () => {
  it("is the whole field of a usual record", () => {
    const facts = read(`001 web 10.0.0.1 ${KEY}`);
    expect(FIELDS.map((field) => kept(facts, field))).toEqual(["001", "web", "10.0.0.1", KEY]);
    expect(FIELDS.map((field) => isCut(facts, field))).toEqual([false, false, false, false]);
  });

  it.each([
    ["126", n(126), 126, false],
    ["127", n(127), 127, false],
    ["128", n(128), 127, true],
    ["126 and a letter of two", `${n(126)}é`, 127, true],
    ["125 and a letter of two", `${n(125)}é`, 127, false],
    ["64 letters of two", "é".repeat(64), 127, true],
    ["63 letters of two", "é".repeat(63), 126, false],
  ])("is 127 bytes at most: of %s", (_size, text, length, cut) => {
    for (const [field, line] of [
      ["name", `001 ${text} any ${KEY}`],
      ["key", `001 web any ${text}`],
    ] as const) {
      const facts = read(line);
      expect(kept(facts, field)).toBe(bytesFromText(text).slice(0, MOST));
      expect([kept(facts, field).length, isCut(facts, field)]).toEqual([length, cut]);
    }
  });

  it("is what the manager has in memory, for each release", () => {
    for (const release of releases) {
      for (const id of ["001", "1".repeat(126), "1".repeat(127), "1".repeat(128), "1".repeat(130)]) {
        const text = `${id} ${n(130)} 10.0.0.1 ${"k".repeat(130)}`;
        const piece = readPiece(bytesFromText(text), release);
        const facts = read(text, release);
        if (piece.kind !== "record") throw new Error(piece.kind);
        expect([kept(facts, "id"), kept(facts, "name"), kept(facts, "key")]).toEqual([
          piece.id,
          piece.name,
          piece.key,
        ]);
        expect(isCut(facts, "id")).toBe(piece.id.length < id.length);
        expect(addressOf(facts)).toEqual(piece.address);
      }
    }
  });

  it("is asked about another text too", () => {
    const facts = read(`001 web any ${KEY}`);
    expect(asKept(facts, "name", `${n(126)}é`)).toBe(`${n(126)}\xc3`);
    expect(asKept(facts, "id", "7")).toBe("7");
  });

  it("has no address if the manager rejects it", () => {
    expect(addressOf(read(`001 web 10.0.0.300 ${KEY}`))).toBeUndefined();
    expect(addressOf(read(`001 web any ${KEY}`))).toMatchObject({ kind: "any" });
  });
});

it.each([
  ["usual", `001 web 10.0.0.1 ${KEY}`],
  ["with capital letters", `001 Web Any ${KEY}`],
  ["removed", `001 !web any ${KEY}`],
  ["with letters beyond ASCII", `001 wéb-€ any ké-${KEY}`],
  ["with long fields", `${"1".repeat(130)} ${n(130)} ${"1".repeat(130)} ${"k".repeat(200)}`],
  ["with long fields beyond ASCII", `001 ${n(126)}é any ${"k".repeat(126)}€`],
  ["with blanks after its key", `001 web any ${KEY}  `],
  ["with one letter in each field", "1 w x k"],
])("the hash of a field of a line %s is that of what is kept", (_which, text) => {
  const facts = read(text);
  for (const field of FIELDS)
    expect([field, hashOfKept(facts, field)]).toEqual([field, hashOfText(kept(facts, field))]);
});
