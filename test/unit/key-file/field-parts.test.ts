/** How single characters and fields of a `client.keys` are read: their kinds, their bytes, plain addresses. */

import { describe, expect, it } from "vitest";
import { Char, CLASSES, HEX, NAME_CHARS } from "../../../core/lint/key-file/characters.ts";
import { byteOrderMark, bytesOf, unitsWithin } from "../../../core/lint/key-file/encoding.ts";
import { codesOf } from "../../../core/lint/key-file/index.ts";
import { quickIpKind, quickRange } from "../../../core/lint/key-file/quick-ip.ts";

describe("the kind of a character", () => {
  const kinds: Readonly<Record<keyof typeof Char, string>> = {
    digit: "0123456789",
    lowerHex: "abcdef",
    upperHex: "ABCDEF",
    lower: "ghijklmnopqrstuvwxyz",
    upper: "GHIJKLMNOPQRSTUVWXYZ",
    namePunctuation: "-_.",
    printable: "!\"#$%&'()*+,/:;<=>?@[\\]^`{|}~",
    blank: " ",
    tab: "\t",
    carriageReturn: "\r",
    control: `${Array.from({ length: 32 }, (_, code) => String.fromCharCode(code))
      .join("")
      .replace(/[\t\r]/g, "")}\x7f`,
    beyondAscii: "",
  };

  it("is one of twelve, and each ASCII character has one", () => {
    const found: Record<string, string> = Object.fromEntries(Object.keys(Char).map((name) => [name, ""]));
    for (const [code, kind] of CLASSES.entries()) {
      const name = Object.entries(Char).find(([, bit]) => bit === kind)?.[0] ?? "none";
      found[name] += String.fromCharCode(code);
    }
    const sorted = (texts: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, [...text].sort().join("")]));
    expect(sorted(found)).toEqual(sorted(kinds));
    expect(CLASSES).toHaveLength(128);
  });

  it("has a bit of its own", () => {
    const bits = Object.values(Char);
    expect(bits.reduce<number>((sum, bit) => sum + bit, 0)).toBe(2 ** bits.length - 1);
    const named = Array.from(CLASSES).flatMap((kind, code) => (kind & NAME_CHARS ? [code] : []));
    expect(String.fromCharCode(...named)).toMatch(/^-\.[0-9]{10}[A-Z]{26}_[a-z]{26}$/);
    const hex = Array.from(CLASSES).flatMap((kind, code) => (kind & HEX ? [code] : []));
    expect(String.fromCharCode(...hex)).toBe("0123456789abcdef");
  });
});

describe("a text", () => {
  it("is bytes already, or encoded in UTF-8", () => {
    expect(bytesOf("é€\ufeff", "utf-8")).toBe("\xc3\xa9\xe2\x82\xac\xef\xbb\xbf");
    expect(bytesOf("\xe9", "bytes")).toBe("\xe9");
    for (const encoding of ["utf-8", "bytes"] as const)
      expect(bytesOf(byteOrderMark(encoding), encoding)).toBe("\xef\xbb\xbf");
  });

  // A unit is 1 byte up to U+007F, 2 up to U+07FF, 3 up to U+FFFF; a pair of units is 4.
  it.each([
    ["abc", [0, 1, 2, 3, 3]],
    ["\x7f\x80", [0, 1, 1, 2]],
    ["\u07ff\u0800", [0, 0, 1, 1, 1, 2]],
    ["\uffff\u{10000}a", [0, 0, 0, 1, 1, 1, 1, 3, 4]],
    ["", [0, 0]],
  ])("%j has so many units within 0, 1, 2 … bytes: %j", (text, expected) => {
    expect(expected.map((_, limit) => unitsWithin(text, limit, "utf-8"))).toEqual(expected);
  });

  it("of bytes has a unit for each", () => {
    expect([0, 1, 2, 3].map((limit) => unitsWithin("\xe9\xe9", limit, "bytes"))).toEqual([0, 1, 2, 2]);
  });
});

describe("an address", () => {
  /** With something before and after it that would change it. */
  const kindOf = (text: string) => quickIpKind(codesOf(`1${text}1`), 1, 1 + text.length);

  it.each([
    ["any", "any"],
    ["1.2.3.4", "host"],
    ["10.0.0.0", "host"],
    ["255.255.255.255", "host"],
    ["199.99.9.249", "host"],
    ["1.2.3.4/0", "range"],
    ["1.2.3.4/9", "range"],
    ["1.2.3.4/10", "range"],
    ["1.2.3.4/29", "range"],
    ["1.2.3.4/30", "range"],
    ["1.2.3.4/32", "range"],
  ])("%s is plain: %s", (text, expected) => {
    expect(kindOf(text)).toBe(expected);
  });

  it.each([
    ...["", "an", "anyy", "bny", "amy", "anx", "ANY"],
    ...[
      "1",
      "1.",
      "1.2",
      "1.2.3",
      "1.2.3.",
      ".1.2.3",
      "1..2.3",
      "1.2.3.4.",
      "1.2.3.4.5",
      "1,2.3.4",
      "1.2.3,4",
    ],
    ...["0.0.0.0", "0.1.2.3", "01.2.3.4", "1.02.3.4", "1.2.3.04", "1.2.3.00"],
    ...["256.1.1.1", "1.256.1.1", "1.1.1.256", "1.1.1.1000", "1000.1.1.1", "1.2.3.a", "1.2.3.:", "1.2.3./"],
    ...["1.2.3.4/", "1.2.3.4/33", "1.2.3.4/40", "1.2.3.4/00", "1.2.3.4/08", "1.2.3.4/032", "1.2.3.4/100"],
    ...[
      "1.2.3.4/a",
      "1.2.3.4/1a",
      "1.2.3.4/a1",
      "1.2.3.4/:",
      "1.2.3.4//",
      "1.2.3.4/-1",
      "1.2.3.4 ",
      " 1.2.3.4",
    ],
    ...["1.2.3.4/8/", "1.2.3.4-8", "1.2.3.4:8", "!1.2.3.4", "::1"],
  ])("%j needs the whole grammar", (text) => {
    expect(kindOf(text)).toBeUndefined();
  });

  it.each([
    ["1.2.3.4/0", 0x01020304, 0],
    ["10.0.0.0/8", 0x0a000000, 8],
    ["192.168.17.255/24", 0xc0a811ff, 24],
    ["255.255.255.255/32", 0xffffffff, 32],
  ])("%s is a number and a length", (text, word, length) => {
    expect(quickRange(codesOf(`1${text}1`), 1, 1 + text.length)).toEqual({ word, length });
  });
});
