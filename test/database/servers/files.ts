/** The sources that are files: SQLite, CSV, JSON. */

import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { dataSet } from "../../../core/templates/index.ts";
import { agents } from "../harness/agents.ts";
import type { SourceUnderTest } from "./server.ts";

/** Writes a CSV or JSON file of the test agents. */
export function startFile(source: "csv" | "json", folder: string): SourceUnderTest {
  mkdirSync(folder, { recursive: true });
  const { fileName, text } = dataSet(source, agents);
  const path = join(folder, fileName);
  writeFileSync(path, text);
  return {
    source,
    settings: { KEYPOLL_FILE: path },
    down: { KEYPOLL_FILE: join(folder, "missing") },
    refused: undefined,
    troubles: [],
    end: () => Promise.resolve(),
  };
}

/** Fills a SQLite database with the test agents. */
export function startSqlite(folder: string): SourceUnderTest {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "agents.db");
  rmSync(path, { force: true });
  const database = new DatabaseSync(path);
  database.exec(dataSet("sqlite", agents).text);
  const missing = join(folder, "missing.db");
  const lock = () => {
    database.exec("BEGIN EXCLUSIVE");
    return Promise.resolve(() => database.exec("ROLLBACK"));
  };
  return {
    source: "sqlite",
    settings: { KEYPOLL_DATABASE: path },
    down: { KEYPOLL_DATABASE: missing },
    refused: undefined,
    troubles: [{ name: "locked", begin: lock }],
    end: () => {
      database.close();
      if (existsSync(missing)) throw new Error("A script made an empty database where there was none");
      return Promise.resolve();
    },
  };
}
