/** What a template needs, as a row of a list has room for it. */

import { expect, it } from "vitest";
import { needsInRow } from "../../../client/templates/needs.ts";

const long = "a".repeat(69);

it.each([
  ["psycopg (python3-psycopg) or psycopg2 (python3-psycopg2)", "Needs psycopg or psycopg2"],
  ["curl; jq is optional", "Needs curl; jq is optional"],
  [`${long.slice(2)}; b`, `Needs ${long.slice(2)}`],
  [`${long.slice(3)}; b`, `Needs ${long.slice(3)}; b`],
  [long, `Needs ${long}`],
])("%s", (needs, row) => {
  expect(needsInRow(needs)).toBe(row);
});
