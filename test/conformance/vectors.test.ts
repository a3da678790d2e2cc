/** The model does what the real manager was recorded to do. */

import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { replayFolder } from "./replay.ts";

describe("recorded behaviour of the manager", () => {
  const results = replayFolder(fileURLToPath(new URL("vectors", import.meta.url)));
  it("has vectors of every kind", () => {
    expect(results.map(({ kind }) => kind).sort()).toEqual(
      ["answer", "id", "ip", "ip before 4.4", "keys", "name", "name before 4.14.6"].sort(),
    );
  });
  for (const { kind, total, differences } of results) {
    it(`agrees on all ${total} of kind ${kind}`, () => {
      expect(differences.slice(0, 3)).toEqual([]);
    });
  }
});
