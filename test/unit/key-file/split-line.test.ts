/** Where the fields of a line are, which characters are in them, and the codes of a text. */

import { describe, expect, it } from "vitest";
import { Char } from "../../../core/lint/key-file/characters.ts";
import { codesOf, copyCodes } from "../../../core/lint/key-file/codes.ts";
import { LineReader } from "../../../core/lint/key-file/line-reader.ts";
import { withoutKeys } from "../../../core/lint/key-file/shown.ts";
import { splitLine } from "../../../core/lint/key-file/split-line.ts";
import { newestRelease } from "../../../core/manager/index.ts";

const { digit, lowerHex, upperHex, lower, upper, namePunctuation, printable, beyondAscii, control, blank } =
  Char;

function split(text: string, limit = text.length) {
  const line = new LineReader(newestRelease, "utf-8");
  // What an earlier line has left is set again.
  line.read("001 web any k", false);
  line.read(text, false);
  splitLine(line, limit);
  return {
    ends: [line.idEnd, line.nameEnd, line.ipEnd, line.seenEnd],
    classes: [line.idClass, line.nameClass, line.ipClass, line.keyClass],
    line: line.lineClass,
    ip: [line.ipKind, line.ipIsPlain],
  };
}

const unread = ["none", false];

describe("the fields of a line", () => {
  it.each([
    ["", [-1, -1, -1, 0], [0, 0, 0, 0], 0],
    ["0a", [-1, -1, -1, 2], [0, 0, 0, 0], digit | lowerHex],
    ["0a ", [2, -1, -1, 3], [digit | lowerHex, 0, 0, 0], digit | lowerHex],
    ["1 F ", [1, 3, -1, 4], [digit, upperHex, 0, 0], digit | upperHex],
    ["1 F z ", [1, 3, 5, 6], [digit, upperHex, lower, 0], digit | upperHex | lower],
    [
      "1 F z-Z é k",
      [1, 3, 7, 11],
      [digit, upperHex, lower | namePunctuation | upper, beyondAscii | blank | lower],
      digit | upperHex | lower | namePunctuation | upper | beyondAscii | blank,
    ],
    ["1 F\0z k", [1, -1, -1, 3], [digit, 0, 0, 0], digit | upperHex | control],
    ["1 F z \0k", [1, 3, 5, 6], [digit, upperHex, lower, 0], digit | upperHex | lower | control],
  ])("%j", (text, ends, classes, line) => {
    expect(split(text)).toEqual({ ends, classes, line, ip: unread });
  });

  it("are those before a limit", () => {
    expect(split("1 F z k!", 7)).toEqual({
      ends: [1, 3, 5, 7],
      classes: [digit, upperHex, lower, lower],
      line: digit | upperHex | lower,
      ip: unread,
    });
    expect(split("1 F z k!").classes[3]).toBe(lower | printable);
  });
});

describe("the codes of a text", () => {
  it("are those of ASCII, and from 128 on for anything else, one for each unit", () => {
    expect([...codesOf("a Z\n")]).toEqual([97, 32, 90, 10]);
    expect([...codesOf("a\x7f\x80")]).toEqual([97, 127, 129]);
    // Letters of one script differ.
    expect([...codesOf("äöĀƀ🔑")].every((code) => code >= 128)).toBe(true);
    expect([...codesOf("äĀƀ")]).toEqual([229, 130, 131]);
    expect(codesOf("🔑")).toHaveLength(2);
  });

  it("are put into an array that has room, or into one of twice the length", () => {
    const room = new Uint8Array(3);
    expect(copyCodes("abc", room)).toBe(room);
    expect([...room]).toEqual([97, 98, 99]);
    const larger = copyCodes("abcd", room);
    expect([...larger]).toEqual([97, 98, 99, 100, 0, 0, 0, 0]);
  });
});

describe("a word of a line", () => {
  const key = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

  it.each([
    ["web-01.lan", "web-01.lan"],
    ["192.168.100.200", "192.168.100.200"],
    [key, "••••••••"],
    [`web ${key}`, "web ••••••••"],
    [`${key}.1`, "••••••••.1"],
    ["key=abcdef", "key=••••••••"],
    ["", ""],
  ])("%s is shown as %s", (text, shown) => {
    expect(withoutKeys(text)).toBe(shown);
  });
});
