/** The figures that the page of a rehearsal may send. */

import { describe, expect, it } from "vitest";
import { isAllowedNumber, isAllowedStorm } from "../../../client/rehearsal/limits.ts";

describe("a figure of a storm", () => {
  it.each([
    ["agents", 1, 1_000_000],
    ["threads", 1, 32],
    ["queueSize", 1, 220_000],
  ] as const)("%s: a whole number from %i to %i", (name, least, most) => {
    const allowed = [least - 1, least, most, most + 1, least + 0.5, Number.NaN].map((value) =>
      isAllowedNumber(name, value),
    );
    expect(allowed).toEqual([false, true, true, false, false, false]);
    const storm = { agents: 1, threads: 1, queueSize: 1 };
    expect([isAllowedStorm(storm), isAllowedStorm({ ...storm, [name]: 0 })]).toEqual([true, false]);
  });
});
