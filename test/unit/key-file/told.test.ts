/** What is told about a `client.keys`, word by word: message, place, severity, other lines, and each fix. */

import { expect, it } from "vitest";
import { keyFileRules } from "../../../core/lint/key-file/index.ts";
import { documents, tell } from "./told.ts";

it.each(documents)("$title: $source", ({ title, source, told }) => {
  expect(tell({ title, source })).toBe(told);
});

it("is there for every rule", () => {
  const told = documents.map((each) => each.told).join("\n");
  const missing = keyFileRules.filter(({ code, severity }) => !told.includes(`${severity} ${code} at `));
  expect(missing).toEqual([]);
});
