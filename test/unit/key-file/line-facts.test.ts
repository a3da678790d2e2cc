/** What is known about one line of `client.keys`: its kind, its fields and its length. */

import { describe, expect, it } from "vitest";
import type { TextEncoding } from "../../../core/lint/key-file/encoding.ts";
import type { LineFacts } from "../../../core/lint/key-file/line-facts.ts";
import { LineReader } from "../../../core/lint/key-file/line-reader.ts";
import { newestRelease } from "../../../core/manager/index.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

const read = (text: string, last = false, encoding: TextEncoding = "utf-8"): LineFacts =>
  new LineReader(newestRelease, encoding).read(text, last);
const factsOf = ({ kind, id, name, ip, key }: LineFacts) => [kind, id, name, ip, key];

describe("the reading of a line", () => {
  it.each([
    // A line is skipped if the reader misses a blank after one of the first three fields.
    ["", ["skipped", "", "", "", ""]],
    ["001", ["skipped", "", "", "", ""]],
    ["001 ", ["skipped", "001", "", "", ""]],
    ["001 web", ["skipped", "001", "", "", ""]],
    ["001 web any", ["skipped", "001", "web", "", ""]],
    ["001 web any ", ["record", "001", "web", "any", ""]],
    ["001 web any k", ["record", "001", "web", "any", "k"]],
    [`001 web any ${KEY}`, ["record", "001", "web", "any", KEY]],
    ["001 web any k of x \r", ["record", "001", "web", "any", "k of x \r"]],
    ["001 web any k\0of x", ["record", "001", "web", "any", "k"]],
    ["001 web any\0 k", ["skipped", "001", "web", "", ""]],
    ["001  any k", ["record", "001", "", "any", "k"]],
    ["001 web ANY k", ["fatal", "001", "web", "ANY", "k"]],
    ["001 !web any k", ["removed", "001", "!web", "any", "k"]],
    ["001 !web", ["removed", "001", "", "", ""]],
    ["001 #web any k", ["removed", "001", "#web", "any", "k"]],
    // Comments, and lines with a blank before them.
    ["#001 web any k", ["ignored", "#001", "web", "any", "k"]],
    ["# 001 web any k", ["ignored", "#", "001", "web", "any k"]],
    [" 001 web any k", ["ignored", "", "001", "web", "any k"]],
  ])("%j is read as %j", (text, expected) => {
    expect(factsOf(read(text))).toEqual(expected);
  });

  it("that is empty at the end of the file is no line", () => {
    expect(factsOf(read("", true))).toEqual(["end", "", "", "", ""]);
    expect(read("", true).bytes).toBe(0);
  });

  it("is read in the same way after any other one", () => {
    const lines = [
      "",
      "001 !web any k",
      "001 web 10.0.0.0/8 k",
      `1 Web any ${"k".repeat(3000)}\r`,
      "#x\r",
      `001 web any ${KEY}`,
    ];
    const reader = new LineReader(newestRelease);
    for (const before of lines) {
      for (const text of lines) {
        reader.read(before, true);
        reader.read(text, false);
        const { codes: _codes, ...fresh } = read(text);
        expect({ ...reader }).toMatchObject(fresh);
        expect(factsOf(reader)).toEqual(factsOf(read(text)));
      }
    }
  });
});

describe("the length of a line", () => {
  it.each([
    ["001 web any k", false, "utf-8", 14],
    ["001 web any k", true, "utf-8", 13],
    ["001 wéb any k", true, "utf-8", 14],
    ["001 w\u20acb any k", false, "utf-8", 16],
    // One character stands for each byte.
    ["001 w\u00e9b any k", false, "bytes", 14],
  ] as const)("%j, the last: %s, of a file in %s is %s bytes", (text, last, encoding, bytes) => {
    expect(read(text, last, encoding).bytes).toBe(bytes);
  });

  it("decides whether the manager reads it in pieces, and a NUL ends what it sees", () => {
    // The manager's buffer has room for 2047 bytes and a NUL.
    expect(read(`001 web any ${"k".repeat(2100)}`).seen).toHaveLength(2047);
    expect(read(`001 web any ${"k".repeat(2100)}`).isLong).toBe(true);
    expect(read(`001 web any ${"k".repeat(2034)}`).isLong).toBe(false);
    expect(read("001 web any k\0x").seen).toBe("001 web any k");
    expect(read("001 web any k\0x").isLong).toBe(false);
  });

  it("may end the daemon at a later piece", () => {
    const first = `001 web any ${"k".repeat(2035)}`;
    expect(first).toHaveLength(2047);
    expect(read(`${first}002 db any k`)).toMatchObject({ kind: "record", exits: false });
    expect(read(`${first}002 db ANY k`)).toMatchObject({ kind: "record", exits: true });
    expect(read("002 db ANY k")).toMatchObject({ kind: "fatal", exits: true });
  });
});

describe("what is asked about a line", () => {
  it.each([
    ["001 web any k\r", true],
    ["001 web any\r", true],
    ["\r", true],
    ["001 web any k\0\r", true],
    ["001 web any k", false],
    [`001 web any ${KEY}`, false],
    [`001 web any ${KEY}\r`, true],
  ])("%j has a carriage return: %s", (text, has) => {
    expect(read(text).hasReturn).toBe(has);
  });

  it.each([
    ["\ufeff001 web any k", "utf-8", true],
    ["\u00ef\u00bb\u00bf001 web any k", "bytes", true],
    ["\u00ef\u00bb\u00bf001 web any k", "utf-8", false],
    ["\ufeff", "utf-8", true],
    ["001 w\ufeffb any k", "utf-8", false],
    ["001 web any k", "utf-8", false],
  ] as const)("%j in %s starts with a byte-order mark: %s", (text, encoding, has) => {
    expect(read(text, false, encoding).hasMark).toBe(has);
  });

  it("has a name that may be similar to others if it has a capital letter or a dot", () => {
    const folds = (name: string): boolean => read(`001 ${name} any ${KEY}`).nameFolds;
    expect(["web", "web-1", "Web", "weB", "web.example"].map(folds)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(read("001 Web any k").nameFolds).toBe(true);
    expect(read("001 web any K").nameFolds).toBe(false);
  });

  it.each([
    ["any", "any", true],
    ["10.0.0.1", "host", true],
    ["10.0.0.0/8", "range", true],
    ["2001:db8::1", "host", false],
    ["ANY", "none", false],
  ])("with the address %s has one that is %s, in plain form: %s", (ip, kind, plain) => {
    for (const key of ["k", KEY]) {
      expect(read(`001 web ${ip} ${key}`)).toMatchObject({ ipKind: kind, ipIsPlain: plain });
    }
  });
});
