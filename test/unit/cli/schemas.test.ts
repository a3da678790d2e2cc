/** `keypoll schema`: each name prints the schema that is in the repository. */

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { schemaNames } from "../../../cli/schema/names.ts";
import { schemaText } from "../../../cli/schema/schemas.ts";

it("has the names that are documented", () => {
  expect(schemaNames).toEqual(["report", "config", "suite", "success", "error"]);
});

it.each(schemaNames)("%s", (name) => {
  const text = schemaText(name);
  const file = readFileSync(new URL(`../../../schemas/${name}.schema.json`, import.meta.url), "utf8");
  expect(JSON.parse(text)).toEqual(JSON.parse(file));
  expect(text).toBe(`${JSON.stringify(JSON.parse(file), null, 2)}\n`);
});
