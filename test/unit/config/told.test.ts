/** What is told about a configuration, word by word: message, place, severity, other places, and each fix. */

import { expect, it } from "vitest";
import { configRules } from "../../../core/lint/config/index.ts";
import { documents, tell } from "./told.ts";

it.each(documents)("$title: $source", ({ title, source, told }) => {
  expect(tell({ title, source })).toBe(told);
});

it("is there for every rule except the one that needs a file system", () => {
  const told = documents.map((each) => each.told).join("\n");
  const missing = configRules.filter(
    ({ code, severity }) =>
      !told.includes(`${severity} ${code} at `) && !told.includes(`${severity}, faded ${code} at `),
  );
  expect(missing.map(({ code }) => code)).toEqual(["program-cannot-run"]);
});
