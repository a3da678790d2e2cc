/** `npm run conformance:lint -- [DIR]`: how far findings of `client.keys` agree with what recorded daemons do on each line. */

import { fileURLToPath } from "node:url";
import { rowFor, tagsOf } from "./kinds/case.ts";
import { claimsAgainst } from "./lint-claims.ts";
import { recordingsIn } from "./records.ts";

const MOST_SHOWN = 5;

const folder = process.argv[2] ?? fileURLToPath(new URL("vectors", import.meta.url));
const found = new Map<string, Record<string, number>>();
const files: Record<string, number> = {};
let shown = 0;
for (const { record } of recordingsIn(folder)) {
  if (typeof record.file !== "string" || !Array.isArray(record.result?.entries)) continue;
  for (const tag of tagsOf(record)) {
    files[tag] = (files[tag] ?? 0) + 1;
    for (const { kind, line, detail } of claimsAgainst(record.file, rowFor(tag), record.result)) {
      const counts = found.get(kind) ?? {};
      found.set(kind, { ...counts, [tag]: (counts[tag] ?? 0) + 1 });
      if (shown++ < MOST_SHOWN) console.log(`${tag}, line ${line}, ${kind}: ${detail}`);
    }
  }
}
console.table({ files, ...Object.fromEntries([...found].sort()) });
process.exitCode = found.size === 0 ? 0 : 1;
