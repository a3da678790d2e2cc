/** A value that must be there is not replaced by a guess. */

import { expect, it } from "vitest";
import { present } from "../../../core/manager/present.ts";

it.each([0, "", false, null, "value"])("%j is there", (value) => {
  expect(present(value)).toBe(value);
});

it("says that a value is missing", () => {
  expect(() => present(undefined)).toThrow("A value that is always there is missing.");
});
