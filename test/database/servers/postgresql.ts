/** A separate PostgreSQL server, on the loopback interface and with its own data folder. */

import { chownSync } from "node:fs";
import { join } from "node:path";
import { dataSet } from "../../../core/templates/index.ts";
import { agents } from "../harness/agents.ts";
import { freePort } from "../harness/free-port.ts";
import { accountOf, programIn, runTool, startServer, versionsIn, waitFor } from "./process.ts";
import { ACCOUNT, type SourceUnderTest } from "./server.ts";
import { sqlServer } from "./sql-server.ts";

const DEBIAN = "/usr/lib/postgresql";

/** The running and filled server, or the reason why there is none. It refuses to run as root, so the user postgres runs it. */
export async function startPostgresql(folder: string): Promise<SourceUnderTest | string> {
  const folders = [...versionsIn(DEBIAN).map((version) => `${DEBIAN}/${version}/bin`), "/usr/bin"];
  const server = programIn(folders, "postgres");
  const install = programIn(folders, "initdb");
  if (server === undefined || install === undefined)
    return "PostgreSQL (package postgresql) is not installed";
  const account = accountOf("postgres");
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  const data = join(folder, "data");
  const port = String(await freePort());
  const setUp = ["-D", data, "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync"];
  runTool(install, [...setUp, "--auth-host=scram-sha-256", "--auth-local=trust"], "", account);
  const child = startServer(
    server,
    ["-D", data, "-p", port, "-k", folder, "-c", "listen_addresses=127.0.0.1"],
    account,
  );
  const client = [
    "-X",
    "-q",
    "-A",
    "-t",
    "-h",
    folder,
    "-p",
    port,
    "-U",
    "postgres",
    "-v",
    "ON_ERROR_STOP=1",
  ];
  await waitFor(child, "psql", [...client, "-d", "postgres", "-c", "SELECT 1"]);
  runTool("psql", [...client, "-d", "postgres", "-c", "CREATE DATABASE agents"]);
  runTool("psql", [...client, "-d", "agents"], statements());
  return sqlServer({
    source: "postgresql",
    child,
    port,
    client: ["psql", ...client, "-d", "agents"],
    beginning: {
      empty: () =>
        runTool("psql", [...client, "-d", "postgres"], `DROP DATABASE agents; DROP ROLE ${ACCOUNT.user};`),
      variables: { PGHOST: folder, PGPORT: port, PGUSER: "postgres" },
    },
    lock: "BEGIN; LOCK TABLE agent IN ACCESS EXCLUSIVE MODE; SELECT 'through';",
  });
}

function statements(): string {
  return `${dataSet("postgresql", agents).text}
CREATE ROLE ${ACCOUNT.user} LOGIN PASSWORD '${ACCOUNT.password.replaceAll("'", "''")}';
GRANT SELECT ON agent TO ${ACCOUNT.user};`;
}
