/** JSON as the manager's parser reads it: which value, from where to where, and where it gives up. */

import { describe, expect, it } from "vitest";
import { integerOf, type JsonValue, member, newestRelease, readJson } from "../../../core/manager/index.ts";

const read = (text: string) => readJson(text, newestRelease);
const span = (start: number, end: number) => ({ span: { start, end } });

describe("a value", () => {
  it.each<[text: string, value: JsonValue]>([
    ["null", { type: "null", ...span(0, 4) }],
    [" \n\x01true", { type: "true", ...span(3, 7) }],
    ["false", { type: "false", ...span(0, 5) }],
    ["-12.5", { type: "number", ...span(0, 5), value: -12.5 }],
    ['"ab"', { type: "string", ...span(0, 4), value: "ab", cutByNul: false }],
    ['"a\\u0000b"', { type: "string", ...span(0, 10), value: "a", cutByNul: true }],
    ["[]", { type: "array", ...span(0, 2), items: [] }],
    ["{ }", { type: "object", ...span(0, 3), members: [] }],
    [
      "[1, null ]",
      {
        type: "array",
        ...span(0, 10),
        items: [
          { type: "number", ...span(1, 2), value: 1 },
          { type: "null", ...span(4, 8) },
        ],
      },
    ],
    [
      '{"a" : false}',
      {
        type: "object",
        ...span(0, 13),
        members: [{ name: "a", nameSpan: { start: 1, end: 4 }, value: { type: "false", ...span(7, 12) } }],
      },
    ],
  ])("%j is read with its place", (text, value) => {
    expect(read(text)).toEqual({ value, end: value.span.end });
  });

  it.each([
    ["1}", 1],
    ["[] x", 2],
    ['""x', 2],
  ])("%j: what follows is ignored", (text, end) => {
    expect(read(text).end).toBe(end);
    expect(read(text).value).toBeDefined();
  });
});

describe("a rejected text", () => {
  it.each([
    ["", 0],
    ["  ", 2],
    ["nul", 0],
    ["[1,]", 3],
    ["[1 2]", 3],
    ["[1", 2],
    ["[,1]", 1],
    ['{"a":}', 5],
    ['{"a" 1}', 5],
    ['{"a":1 "b":2}', 7],
    ["{1:2}", 2],
    ["{", 1],
    ['"abc', 1],
    ['"abc\\"', 1],
    ['"ab\\x"', 3],
    ["-", 0],
    ["-x", 0],
    ["-x5", 0],
    [".5", 0],
    ["+5", 0],
    ['"', 1],
  ])("%j stops the parser at byte %i", (text, end) => {
    expect(read(text)).toEqual({ value: undefined, end });
  });

  it.each([
    ["[", "]"],
    ['{"a":', "}"],
  ])("is nested more than 1000 deep: %j", (open, close) => {
    const nested = (depth: number) => read(`${open.repeat(depth)}1${close.repeat(depth)}`).value?.type;
    expect([nested(1000) !== undefined, nested(1001)]).toEqual([true, undefined]);
  });
});

describe("a byte-order mark", () => {
  it("is skipped from the releases with cJSON 1.7 on, if something follows it", () => {
    const marked = '\xef\xbb\xbf{"a":1}';
    expect(readJson(marked, { bomSkipped: true }).value).toMatchObject(span(3, 10));
    expect(readJson(marked, { bomSkipped: false })).toEqual({ value: undefined, end: 0 });
    expect(readJson("\xef\xbb\xbf", { bomSkipped: true })).toEqual({ value: undefined, end: 0 });
  });
});

describe("a number", () => {
  // strtod over at most 63 characters.
  it.each([
    ["12", 12, 2],
    ["1.", 1, 2],
    ["1.25", 1.25, 4],
    ["-.5", -0.5, 3],
    ["-.25", -0.25, 4],
    ["1e3", 1000, 3],
    ["1E+03", 1000, 5],
    ["1e-3", 0.001, 4],
    ["1e12", 1e12, 4],
    ["1e", 1, 1],
    ["1e+", 1, 1],
    ["1x2", 1, 1],
    ["1.5.5", 1.5, 3],
    ["0x10", 0, 1],
    ["007", 7, 3],
    ["-0", -0, 2],
    [`${"1".repeat(63)}9`, Number("1".repeat(63)), 63],
  ])("%j is read as %d up to byte %i", (text, value, end) => {
    expect(read(text)).toEqual({ value: { type: "number", ...span(0, end), value }, end });
  });

  it.each([
    ["1.9", 1],
    ["-1.9", -1],
    ["-0.5", 0],
    ["2147483647", 2_147_483_647],
    ["2147483648", 2_147_483_647],
    ["-2147483648", -2_147_483_648],
    ["-2147483649", -2_147_483_648],
    ["1e400", 2_147_483_647],
    ["true", 1],
    ["false", 0],
    ['"7"', 0],
    ["[7]", 0],
  ])("%j counts as the integer %d", (text, integer) => {
    const { value } = read(text);
    expect(value && integerOf(value)).toBe(integer);
  });
});

describe("a string", () => {
  it.each([
    ['""', ""],
    ['"\\b\\f\\n\\r\\t\\"\\\\\\/"', '\b\f\n\r\t"\\/'],
    ['"a\\nb"', "a\nb"],
    ['"\\n"', "\n"],
    ['"\n\xff"', "\n\xff"],
    ['"\\u0041"', "A"],
    ['"\\u007f"', "\x7f"],
    ['"\\u0080"', "\xc2\x80"],
    ['"\\u00e4b"', "\xc3\xa4b"],
    ['"\\u07FF"', "\xdf\xbf"],
    ['"\\u20ac"', "\xe2\x82\xac"],
    ['"\\ud7ff"', "\xed\x9f\xbf"],
    ['"\\ue000"', "\xee\x80\x80"],
    ['"\\ud800\\udc00"', "\xf0\x90\x80\x80"],
    ['"\\udbff\\udfff"', "\xf4\x8f\xbf\xbf"],
    ['"a\\ud83d\\ude00b"', "a\xf0\x9f\x98\x80b"],
    ['"a\\u00zzb"', "a"],
  ])("%j is decoded", (text, value) => {
    expect(read(text).value).toMatchObject({ type: "string", value });
  });

  it.each([
    ['"\\u004"', 1],
    ['"x\\udc00"', 2],
    ['"\\udfff"', 1],
    ['"\\ud800"', 1],
    ['"\\ud800\\u0041"', 1],
    ['"\\ud800xxdc00"', 1],
    ['"\\ud800\\udc0"', 1],
    ['"\\ud800\\ud800"', 1],
    ['"\\ud800\\ue000"', 1],
    ['"\\a"', 1],
  ])("%j is rejected at its escape sequence", (text, end) => {
    expect(read(text)).toEqual({ value: undefined, end });
  });

  it("may be as long as its quotes are apart, also where an escape touches the last one", () => {
    expect(read('"\\ud800\\udc00",["\\udc00"]').end).toBe(14);
    expect(read('["\\ud83d","\\ude00"]').value).toBeUndefined();
  });
});

describe("a member", () => {
  const { value } = read('{"Id":1,"id":2,"\xc4":3}');

  it("is found ignoring the case of ASCII letters, the first of several", () => {
    expect(member(value, "id")?.value).toMatchObject({ value: 1 });
    expect(member(value, "ID")?.value).toMatchObject({ value: 1 });
  });

  it("is not in a value of another type, nor in none", () => {
    expect(member(read('["id"]').value, "id")).toBeUndefined();
    expect(member(undefined, "id")).toBeUndefined();
    expect(member(value, "i")).toBeUndefined();
  });
});
