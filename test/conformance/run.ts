/** `npm run conformance -- [DIR]`: how far the model agrees with recorded behaviour, release by release. */

import { fileURLToPath } from "node:url";
import { recordingsIn } from "./records.ts";
import { replay } from "./replay.ts";
import { agreementTable } from "./table.ts";

/** Differences of one kind and release that are shown. */
const MOST_SHOWN = 2;

const folder = process.argv[2] ?? fileURLToPath(new URL("vectors", import.meta.url));
const { agreements, differences } = replay(recordingsIn(folder));
if (agreements.length === 0) {
  console.log(`No vectors in ${folder}: it holds no .jsonl or .jsonl.gz file with a record.`);
} else {
  console.log(
    "Cases, each a record judged for one release. A plain number: the model agrees on all of them.",
  );
  console.log(
    "(-N): N cases in which the recorder is wrong, by the source of that release (docs/conformance.md).\n",
  );
  console.log(agreementTable(agreements));
  const shown = new Map<string, number>();
  for (const { kind, release, file, line, record, expected, actual } of differences) {
    const key = `${kind}, ${release}`;
    const before = shown.get(key) ?? 0;
    shown.set(key, before + 1);
    if (before >= MOST_SHOWN) continue;
    console.log(`\n${file}:${line} (${key})`);
    console.log(`  record   ${JSON.stringify(record)}`);
    console.log(`  expected ${JSON.stringify(expected)}`);
    console.log(`  actual   ${JSON.stringify(actual)}`);
  }
}
process.exitCode = agreements.length > 0 && differences.length === 0 ? 0 : 1;
