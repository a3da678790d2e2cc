/** Replays recorded behaviour against the model, through the model's public face only. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { differenceIn, type Known } from "./kinds.ts";

export interface Difference {
  readonly file: string;
  readonly line: number;
  readonly record: unknown;
  readonly expected: unknown;
  readonly actual: unknown;
}

export interface KindResult {
  readonly kind: string;
  readonly total: number;
  readonly agreed: number;
  readonly differences: readonly Difference[];
}

/** The start files that answer vectors name. */
const KEYS_FILES = "answer-keys-files.json";

/** Every vector of every `.jsonl` file in a folder. Kinds are told by the records, so files may have any name. */
export function replayFolder(folder: string): readonly KindResult[] {
  const names = readdirSync(folder).sort();
  const known: Known = {
    keysFiles: names.includes(KEYS_FILES) ? JSON.parse(readFileSync(join(folder, KEYS_FILES), "utf8")) : {},
  };
  const results = new Map<string, { total: number; differences: Difference[] }>();
  for (const file of names.filter((name) => name.endsWith(".jsonl"))) {
    const lines = readFileSync(join(folder, file), "utf8").split("\n");
    for (const [at, text] of lines.entries()) {
      if (text.trim() === "") continue;
      const record: unknown = JSON.parse(text);
      for (const { kind, expected, actual, agrees } of differenceIn(record, known)) {
        const result = results.get(kind) ?? { total: 0, differences: [] };
        results.set(kind, result);
        result.total++;
        if (!agrees) result.differences.push({ file, line: at + 1, record, expected, actual });
      }
    }
  }
  return Array.from(results, ([kind, { total, differences }]) => ({
    kind,
    total,
    agreed: total - differences.length,
    differences,
  }));
}
