/** The model does what the recorded managers do, release by release. */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { recordingFiles, recordingsOf } from "./records.ts";
import { type Agreement, replay } from "./replay.ts";
import { agreementTable } from "./table.ts";

describe("recorded behaviour of the managers", () => {
  const folder = fileURLToPath(new URL("vectors", import.meta.url));
  const agreements = new Map<string, readonly Agreement[]>();

  it.each(recordingFiles(folder))("matches the model, case by case: %s", (file) => {
    const replayed = replay(recordingsOf(folder, file));
    agreements.set(file, replayed.agreements);
    expect(replayed.differences.slice(0, 3)).toEqual([]);
  });

  it("has every kind for every recorded release", () => {
    const kinds = ["answers", "change", "counter", "id", "ip", "keys", "match", "name"];
    const found = new Set([...agreements.values()].flat().map(({ kind, release }) => `${kind} ${release}`));
    for (const release of ["3.8.0", "3.13.6", "4.3.11", "4.4.5", "4.9.2", "4.14.7"]) {
      for (const kind of kinds) expect(found).toContain(`${kind} ${release}`);
    }
  });

  it("has the same counts in the documentation", () => {
    const page = readFileSync(new URL("../../docs/conformance.md", import.meta.url), "utf8");
    expect(page).toContain(agreementTable(sumOf([...agreements.values()].flat())));
  });
});

function sumOf(agreements: readonly Agreement[]): readonly Agreement[] {
  const sums = new Map<string, Agreement>();
  for (const each of agreements) {
    const key = `${each.kind} ${each.release}`;
    const { cases, agree, setAside } = sums.get(key) ?? { cases: 0, agree: 0, setAside: 0 };
    sums.set(key, {
      ...each,
      cases: cases + each.cases,
      agree: agree + each.agree,
      setAside: setAside + each.setAside,
    });
  }
  return [...sums.values()];
}
