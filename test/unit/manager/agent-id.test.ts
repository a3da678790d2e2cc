/** The number that the id counter reads from an id, at the ends of its range, and the id that follows. */

import { expect, it } from "vitest";
import {
  counterValue,
  generatedId,
  isValidId,
  newestRelease,
  releaseFor,
} from "../../../core/manager/index.ts";

it.each([
  ["", 0],
  ["007", 7],
  ["+7", 7],
  ["-7", -7],
  [" \t7", 7],
  ["999999999", 999_999_999],
  ["+123456789", 123_456_789],
  ["0000000000007", 7],
  ["-0000000000007", -7],
  ["2147483648", -2_147_483_648],
  ["4294967297", 1],
  ["9223372036854775806", -2],
  ["9223372036854775807", -1],
  ["9223372036854775808", -1],
  ["99999999999999999999", -1],
  ["-9223372036854775807", 1],
  ["-9223372036854775808", 0],
  ["-9223372036854775809", 0],
  ["-99999999999999999999", 0],
  ["7a", undefined],
  ["7 ", undefined],
  ["--7", undefined],
])("strtol reads %j as %j", (id, value) => {
  expect(counterValue(id)).toBe(value);
});

it.each([
  [0, "001"],
  [998, "999"],
  [999, "1000"],
  [2_147_483_647, "-2147483648"],
  [-5, "-04"],
  [-1, "000"],
])("after %j comes %j", (counter, id) => {
  expect(generatedId(counter, newestRelease)).toBe(id);
});

it("a generated id is cut to the buffer of the release", () => {
  expect(generatedId(123_456_788, releaseFor("3.8") ?? newestRelease)).toBe("12345678");
});

it.each([
  ["12345678", true],
  ["123456789", false],
  ["", true],
  ["1a", false],
])("enrolment by hand accepts %j: %j", (id, valid) => {
  expect(isValidId(id)).toBe(valid);
});
