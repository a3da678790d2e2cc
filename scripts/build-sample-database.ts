/** Writes the sample agents as a SQLite database into the code, so that a first script has one wherever it is made. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { dataSet } from "../core/templates/index.ts";

const target = new URL("../core/scaffold/generated/sample-database.ts", import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "keypoll-sample-"));
try {
  const path = join(folder, "agents.db");
  const database = new DatabaseSync(path);
  // Small pages, for five agents.
  database.exec(`PRAGMA page_size = 1024; ${dataSet("sqlite").text}`);
  database.close();
  const text = readFileSync(path).toString("base64");
  writeFileSync(
    target,
    `/** Written by scripts/build-sample-database.ts: the sample agents as a SQLite database, in base64. */\n
export const sampleDatabase =\n  "${text}";\n`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
