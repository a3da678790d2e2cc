/** The values in the text of a message. */

import { expect, it } from "vitest";
import { filled } from "../../../core/manager/messages.ts";

it.each([
  ["a %s b %s", ["x", 7], "a x b 7"],
  ["a %s b %s", ["x"], "a x b "],
  ["a %s", ["x", "y"], "a x"],
  ["a %s b %s", ["%s", "$&"], "a %s b $&"],
])("%s with %j is %s", (template, values, text) => {
  expect(filled(template, values)).toBe(text);
});
