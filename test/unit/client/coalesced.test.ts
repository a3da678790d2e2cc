/** Work that is requested while it is done is done once more, and not more often. */

import { expect, it, vi } from "vitest";
import { coalesced } from "../../../client/support/coalesced.ts";

it("runs one after the other, and once more for all that were requested meanwhile", async () => {
  let asked = 0;
  const seen: number[] = [];
  const ends: (() => void)[] = [];
  const ask = coalesced(() => {
    seen.push(asked);
    return new Promise((resolve) => {
      ends.push(resolve);
    });
  });
  for (asked = 1; asked < 5; asked++) ask();
  expect(seen).toEqual([1]);
  ends[0]?.();
  await vi.waitFor(() => expect(ends).toHaveLength(2));
  ends[1]?.();
  await new Promise(setImmediate);
  expect(seen).toEqual([1, 5]);
  ask();
  expect(seen).toEqual([1, 5, 5]);
});

it("is done with the run that has seen everything", async () => {
  const seen: number[] = [];
  let asked = 0;
  const ask = coalesced(async () => {
    const now = asked;
    await new Promise(setImmediate);
    seen.push(now);
  });
  asked = 1;
  const first = ask();
  asked = 2;
  await ask();
  expect(seen).toEqual([1, 2]);
  await first;
  expect(seen).toEqual([1, 2]);
});
