/** Numbers as atol and strtoul read them, cut to 32 bits, and as people mean them. */

import { describe, expect, it } from "vitest";
import { intendedNumber, readNumber } from "../../../core/lint/config/number.ts";

describe("a number is read", () => {
  it.each([
    ["60", 60, ""],
    [" \t\n\v\f\r60s", 60, "s"],
    ["+5", 5, ""],
    ["-5", 4294967291, ""],
    ["010", 10, ""],
    ["0x10", 0, "x10"],
    ["12 000", 12, " 000"],
    ["x5", 0, "x5"],
    ["+", 0, "+"],
    ["", 0, ""],
    ["4294967295", 4294967295, ""],
    ["4294967296", 0, ""],
    // The largest and the smallest number of 64 bits, and one more.
    ["9223372036854775806", 4294967294, ""],
    ["9223372036854775807", 4294967295, ""],
    ["9223372036854775808", 4294967295, ""],
    ["-9223372036854775807", 1, ""],
    ["-9223372036854775808", 0, ""],
    ["-9223372036854775809", 0, ""],
  ])("from 3.9 on, by atol: '%s' is %i", (text, value, rest) => {
    expect(readNumber(text, "decimal")).toEqual({ value, rest });
  });

  it.each([
    ["60", 60, ""],
    [" \t\n\v\f\r60s", 60, "s"],
    ["0x3c", 60, ""],
    ["0X3Cg", 60, "g"],
    ["0x", 0, "x"],
    ["0", 0, ""],
    ["010", 8, ""],
    ["0778", 63, "8"],
    ["08", 0, "8"],
    ["10", 10, ""],
    ["1050", 1050, ""],
    ["x0x3c", 0, "x0x3c"],
    ["-1", 4294967295, ""],
    ["+0x10", 16, ""],
    ["18446744073709551614", 4294967294, ""],
    ["18446744073709551616", 4294967295, ""],
    ["-18446744073709551615", 1, ""],
    ["-18446744073709551616", 4294967295, ""],
  ])("in 3.8, by strtoul with any base: '%s' is %i", (text, value, rest) => {
    expect(readNumber(text, "any-base")).toEqual({ value, rest });
  });
});

describe("a number is meant", () => {
  it.each([
    ["60", 60],
    [" 60\n", 60],
    ["+5", 5],
    ["0x3c", 60],
    [" 0X3C ", 60],
    ["1,000", 1000],
    ["1.000", 1000],
    ["12 000 000", 12_000_000],
    ["5s", 5],
    ["5 sec.", 5],
    ["2m", 120],
    ["2 Minutes", 120],
    ["1h", 3600],
    ["2 d", 172_800],
    ["1week", 604_800],
    ["500ms", 1],
    ["1500 ms", 2],
    ["2500 milliseconds", 3],
    ["0s", 1],
    ["1,000s", 1000],
    ["1h30", undefined],
    ["12,34", undefined],
    ["1,000,00", undefined],
    ["-5", undefined],
    ["5 apples", undefined],
    ["a 5", undefined],
    ["x0x3c", undefined],
    ["0x3cz", undefined],
    ["", undefined],
  ])("as seconds: '%s' is %s", (text, value) => {
    expect(intendedNumber(text, "seconds")).toBe(value);
  });

  it.each([
    ["5", 5],
    ["2k", 2000],
    ["2 K", 2000],
    ["2kb", 2],
    ["2 ok", 2],
    ["2 places", 2],
    ["2m", 2],
    ["many", undefined],
  ])("as a count: '%s' is %s", (text, value) => {
    expect(intendedNumber(text, "count")).toBe(value);
  });
});
