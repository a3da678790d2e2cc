/** The model does what the recorded managers do, release by release. */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { replayFolder } from "./replay.ts";
import { agreementTable } from "./table.ts";

describe("recorded behaviour of the managers", () => {
  const { agreements, differences } = replayFolder(fileURLToPath(new URL("vectors", import.meta.url)));

  it("has every kind for every recorded release", () => {
    const kinds = ["answers", "change", "counter", "id", "ip", "keys", "match", "name"];
    const found = new Set(agreements.map(({ kind, release }) => `${kind} ${release}`));
    for (const release of ["3.8.0", "3.13.6", "4.3.11", "4.4.5", "4.9.2", "4.14.7"]) {
      for (const kind of kinds) expect(found).toContain(`${kind} ${release}`);
    }
  });

  it("matches the model, case by case", () => {
    expect(differences.slice(0, 3)).toEqual([]);
  });

  it("has the same counts in the documentation", () => {
    const page = readFileSync(new URL("../../docs/conformance.md", import.meta.url), "utf8");
    expect(page).toContain(agreementTable(agreements));
  });
});
