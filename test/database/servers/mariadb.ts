/** A separate MariaDB server, on the loopback interface and with its own data folder. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataSet } from "../../../core/templates/index.ts";
import { agents } from "../harness/agents.ts";
import { freePort } from "../harness/free-port.ts";
import { programIn, runTool, startServer, waitFor } from "./process.ts";
import { ACCOUNT, type SourceUnderTest } from "./server.ts";
import { sqlServer } from "./sql-server.ts";

const FOLDERS = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"];

/** The running and filled server, or the reason why there is none. */
export async function startMariadb(folder: string): Promise<SourceUnderTest | string> {
  const server = programIn(FOLDERS, "mariadbd");
  const install = programIn(FOLDERS, "mariadb-install-db");
  if (server === undefined || install === undefined)
    return "MariaDB (package mariadb-server) is not installed";
  const data = join(folder, "data");
  const socket = join(folder, "s");
  const port = String(await freePort());
  const user = "--user=root";
  runTool(install, [
    "--no-defaults",
    `--datadir=${data}`,
    user,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
  ]);
  const child = startServer(server, [
    "--no-defaults",
    `--datadir=${data}`,
    `--socket=${socket}`,
    `--port=${port}`,
    "--bind-address=127.0.0.1",
    user,
    "--skip-networking=0",
  ]);
  const client = ["--no-defaults", "--user=root", `--socket=${socket}`];
  await waitFor(child, "mariadb", [...client, "--execute=SELECT 1"]);
  runTool("mariadb", client, statements());
  writeFileSync(join(folder, ".my.cnf"), `[client]\nuser=root\nsocket=${socket}\n`);
  return sqlServer({
    source: "mysql",
    child,
    port,
    client: ["mariadb", ...client, "-n", "agents"],
    lock: "LOCK TABLES agent WRITE; SELECT 'through';",
    beginning: {
      empty: () =>
        runTool("mariadb", client, `DROP DATABASE agents; DROP USER '${ACCOUNT.user}'@'127.0.0.1';`),
      variables: { HOME: folder },
    },
  });
}

function statements(): string {
  const password = ACCOUNT.password.replace(/['\\]/g, "\\$&");
  return `CREATE DATABASE agents; USE agents;
${dataSet("mysql", agents).text}
CREATE USER '${ACCOUNT.user}'@'127.0.0.1' IDENTIFIED BY '${password}';
GRANT SELECT ON agents.* TO '${ACCOUNT.user}'@'127.0.0.1';`;
}
