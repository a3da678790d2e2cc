/** What is told about a script, word by word: severity, place, message, and each fix with its edits. */

import { expect, it } from "vitest";
import { mistakes, tell, written } from "./told.ts";

it.each(mistakes)("$title", async (mistake) => {
  expect(await tell(mistake)).toBe(written.get(mistake.title));
});

it("is written down for every sample", () => {
  expect([...written.keys()]).toEqual(mistakes.map(({ title }) => title));
});
