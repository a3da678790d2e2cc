/** What is told about a `client.keys`, word by word: message, place, severity, other lines, and each fix. */

import { readFileSync } from "node:fs";
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

it.each(keyFileRules)("$code has the title of its page", ({ code, title }) => {
  expect(readFileSync(`docs/rules/${code}.md`, "utf8").split("\n")[0]).toBe(`# ${title}`);
});
