/** Starts all sources under test, in their own folders. */

import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { startFile, startSqlite } from "./servers/files.ts";
import { startHttp } from "./servers/http.ts";
import { startMariadb } from "./servers/mariadb.ts";
import { startOpenldap } from "./servers/openldap.ts";
import { startPostgresql } from "./servers/postgresql.ts";
import type { SourceUnderTest } from "./servers/server.ts";

export interface StartedSources {
  readonly sources: readonly SourceUnderTest[];
  /** Why a source is not available, in sentences. */
  readonly missing: readonly string[];
}

/** Starts every source that the machine has, and prints the missing ones. */
export async function startSources(folder: string): Promise<StartedSources> {
  // The servers run as separate users, who must reach their folders.
  chmodSync(folder, 0o755);
  const place = (name: string) => {
    const path = join(folder, name);
    mkdirSync(path);
    return path;
  };
  const begun = await Promise.all([
    startMariadb(place("mariadb")),
    startPostgresql(place("postgresql")),
    startOpenldap(place("openldap")),
    startSqlite(place("sqlite")),
    startFile("csv", place("csv")),
    startFile("json", place("json")),
    startHttp(),
  ]);
  return {
    sources: begun.filter((one) => typeof one !== "string"),
    missing: begun.filter((one) => typeof one === "string"),
  };
}
