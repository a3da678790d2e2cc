/** `npm run conformance -- [DIR]`: how far the model agrees with recorded behaviour. */

import { fileURLToPath } from "node:url";
import { replayFolder } from "./replay.ts";

const MOST_SHOWN = 10;

const folder = process.argv[2] ?? fileURLToPath(new URL("vectors", import.meta.url));
const results = replayFolder(folder);
for (const { kind, agreed, total } of results) console.log(`${kind}: agree ${agreed} of ${total}`);
for (const { file, line, record, expected, actual } of results
  .flatMap(({ differences }) => differences)
  .slice(0, MOST_SHOWN)) {
  console.log(`\n${file}:${line}`);
  console.log(`  record   ${JSON.stringify(record)}`);
  console.log(`  expected ${JSON.stringify(expected)}`);
  console.log(`  actual   ${JSON.stringify(actual)}`);
}
if (results.length === 0) console.log(`No vectors in ${folder}: it holds no .jsonl file with a record.`);
process.exitCode = results.length > 0 && results.every(({ agreed, total }) => agreed === total) ? 0 : 1;
