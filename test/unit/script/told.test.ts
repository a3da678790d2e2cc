/** What is told about scripts is written down for every sample. The tests in `told/` compare it. */

import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { samples } from "./samples/index.ts";
import { mistakes, written } from "./told.ts";

it("is written down for every sample", () => {
  expect([...written.keys()]).toEqual(mistakes.map(({ title }) => title));
});

it("is compared for every language", () => {
  const tested = readdirSync(path.join(import.meta.dirname, "told")).sort();
  expect(tested).toEqual(samples.map(({ language }) => `${language}.test.ts`).sort());
});
