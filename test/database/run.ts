/** Runs every template on real servers: `node test/database/run.ts`. Ends with 1 if a poll failed. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { examineAll } from "./examine-all.ts";
import { Machine } from "./harness/interpreters.ts";
import { installDrivers, installPackages } from "./install.ts";
import { startSources } from "./sources.ts";

const root = join(import.meta.dirname, "../..");
const cache = join(root, ".cache/database");
const results = join(root, "artifacts/results");

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.exit(2));

const started = performance.now();
for (const line of [...installPackages(), ...installDrivers(cache)]) console.log(line);
const data = mkdtempSync(join(tmpdir(), "keypoll-database-"));
try {
  const { sources, missing } = await startSources(data);
  for (const line of missing) console.log(`left out: ${line}`);
  try {
    const { tally, skipped } = await examineAll(sources, new Machine(cache));
    const { passed, failures } = tally;
    for (const { template, case: name, fault } of failures)
      console.log(`FAILED ${template}: ${name}: ${fault}`);
    const total = { passed, failed: failures.length, skipped, failures };
    mkdirSync(results, { recursive: true });
    writeFileSync(join(results, "database.json"), `${JSON.stringify(total, null, 2)}\n`);
    console.log(`${Math.round((performance.now() - started) / 1000)} s`);
    console.log(`${passed} passed, ${failures.length} failed, ${skipped} skipped`);
    process.exitCode = failures.length === 0 ? 0 : 1;
  } finally {
    for (const source of sources) await source.end();
  }
} finally {
  rmSync(data, { recursive: true, force: true });
}
