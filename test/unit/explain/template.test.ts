/** A line is matched with the text of a message: what is in place of each value, and whether the line is whole. */

import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { matchTemplate } from "../../../core/lint/explain/template.ts";

describe("a whole line", () => {
  it.each([
    ["a x b", "a %s b", ["x"]],
    ["a  b", "a %s b", [""]],
    ["id 7, name web", "id %s, name %s", ["7", "web"]],
    ["id 7, name ", "id %s, name %s", ["7", ""]],
    [": x", "%s: %s", ["", "x"]],
    ["9008: Duplicate name", "%s: %s", ["9008", "Duplicate name"]],
    // The text after the last value is the one at the end of the line.
    ["Not valid IP 'x' and 'y'", "Not valid IP '%s'", ["x' and 'y"]],
    ["Enabled.", "Enabled.", []],
  ])("'%s' has the values of '%s'", (line, template, values) => {
    const literal = template.replaceAll("%s", "").length;
    expect(matchTemplate(line, template)).toEqual({ values, complete: true, literal });
  });

  it("is read with a template that was never seen before", () => {
    const word = randomUUID();
    const expected = { values: ["7"], complete: true, literal: 38 };
    expect(matchTemplate(`${word} 7.`, `${word} %s.`)).toEqual(expected);
    expect(matchTemplate(`${word} 7.`, `${word} %s.`)).toEqual(expected);
  });
});

describe("a line that was cut off", () => {
  it.each([
    ["Could not get a key from ID 00", "Could not get a key from %s %s. Error: '%s'", ["ID", "00"], 26],
    ["Could not get a key", "Could not get a key from %s %s.", [], 19],
    ["0123456789", "0123456789 and more", [], 10],
    ["0123456789", "0123456789: %s.", [], 10],
    ["0123456789x", "0123456789%s, and more", ["x"], 10],
  ])("'%s' begins like '%s'", (line, template, values, literal) => {
    expect(matchTemplate(line, template)).toEqual({ values, complete: false, literal });
  });

  it.each([
    ["too short to be sure", "012345678", "0123456789 and more"],
    ["cut after a beginning that is too short to be sure", "012345678x", "012345678%s, and more"],
    ["the end of the text", "a key from ID", "Could not get a key from ID"],
  ])("is not a message if it is %s", (_title, line, template) => {
    expect(matchTemplate(line, template)).toBeUndefined();
  });
});

it.each([
  [
    "a longer line than a text without values",
    "Daemon is disabled. Closing. Now",
    "Daemon is disabled. Closing.",
  ],
  ["an ending that the beginning is a part of", "aba", "ab%sba"],
  ["another ending", "abx", "ab%sba"],
  ["another beginning", "Received a key 7.", "Received the key %s."],
])("%s is not the message", (_title, line, template) => {
  expect(matchTemplate(line, template)).toBeUndefined();
});
