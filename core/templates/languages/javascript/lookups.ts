/** How Node asks each source: one package for each database server or directory, Node's own modules for the rest. */

import { attributes, code, type Language, preset, query } from "../../code.ts";
import type { SourceId } from "../../sources.ts";

const queries = (placeholder: string) => code`
const queries = {
  id: "${query("id", placeholder)}",
  ip: "${query("ip", placeholder)}",
};`;

const setting = (source: SourceId, name: string) => `setting("${name}", "${preset(source, name)}")`;

export const lookups: Language["lookups"] = {
  mysql: {
    needs: "Node 18 or newer and mysql2 (npm install mysql2, beside this script)",
    install: ["npm install mysql2"],
    constants: queries("?"),
    find: code`
/** The agents whose id or ip is the value. */
async function find(selector, value) {
  const mysql = await import("mysql2/promise"); // here, so that a missing package is an error answer
  const database = await mysql.createConnection({
    host: ${setting("mysql", "KEYPOLL_HOST")},
    port: Number(${setting("mysql", "KEYPOLL_PORT")}),
    database: ${setting("mysql", "KEYPOLL_DATABASE")},
    user: ${setting("mysql", "KEYPOLL_USER")},
    password: setting("KEYPOLL_PASSWORD"),
    connectTimeout: 1000 * TIMEOUT,
  });
  try {
    const [rows] = await database.execute({ sql: queries[selector], timeout: 1000 * TIMEOUT }, [value]);
    return rows.map(({ id, name, ip, agent_key: key }) => ({ id, name, ip, key }));
  } finally {
    database.destroy();
  }
}`,
  },
  postgresql: {
    needs: "Node 18 or newer and pg (npm install pg, beside this script)",
    install: ["npm install pg"],
    constants: queries("$1"),
    find: code`
/** The agents whose id or ip is the value. */
async function find(selector, value) {
  const { default: pg } = await import("pg"); // here, so that a missing package is an error answer
  const database = new pg.Client({
    host: ${setting("postgresql", "KEYPOLL_HOST")},
    port: Number(${setting("postgresql", "KEYPOLL_PORT")}),
    database: ${setting("postgresql", "KEYPOLL_DATABASE")},
    user: ${setting("postgresql", "KEYPOLL_USER")},
    password: setting("KEYPOLL_PASSWORD"),
    connectionTimeoutMillis: 1000 * TIMEOUT,
    statement_timeout: 1000 * TIMEOUT,
    query_timeout: 1000 * TIMEOUT,
  });
  database.on("error", () => {}); // A connection that breaks also fails the query, which says it.
  await database.connect();
  try {
    const { rows } = await database.query(queries[selector], [value]);
    return rows.map(({ id, name, ip, agent_key: key }) => ({ id, name, ip, key }));
  } finally {
    database.end().catch(() => {});
  }
}`,
  },
  sqlite: {
    needs: "Node 22.13 or newer, nothing else",
    constants: queries("?"),
    find: code`
/** The agents whose id or ip is the value. */
async function find(selector, value) {
  const { DatabaseSync } = await import("node:sqlite"); // here, so that a Node without it gives an error answer
  // Read-only: otherwise a wrong path would leave an empty database there.
  const database = new DatabaseSync(${setting("sqlite", "KEYPOLL_DATABASE")}, { readOnly: true });
  database.exec("PRAGMA busy_timeout = " + 1000 * TIMEOUT);
  const rows = database.prepare(queries[selector]).all(value);
  database.close();
  return rows.map(({ id, name, ip, agent_key: key }) => ({ id, name, ip, key }));
}`,
  },
  ldap: {
    needs: "Node 22 or newer and ldapts (npm install ldapts, beside this script)",
    install: ["npm install ldapts"],
    constants: code`
const attributes = {
  id: "${attributes.id}",
  name: "${attributes.name}",
  ip: "${attributes.ip}",
  key: "${attributes.key}",
};`,
    find: code`
/** The agents whose id or ip is the value. */
async function find(selector, value) {
  const { Client, EqualityFilter } = await import("ldapts"); // here, so that a missing package is an error answer
  const directory = new Client({
    url: ${setting("ldap", "KEYPOLL_URL")},
    connectTimeout: 1000 * TIMEOUT,
    timeout: 1000 * TIMEOUT,
  });
  try {
    await directory.bind(${setting("ldap", "KEYPOLL_BIND_DN")}, setting("KEYPOLL_PASSWORD"));
    const { searchEntries } = await directory.search(${setting("ldap", "KEYPOLL_BASE")}, {
      filter: new EqualityFilter({ attribute: attributes[selector], value }),
      attributes: Object.values(attributes),
    });
    const first = (values) => String([values].flat()[0] ?? "");
    return searchEntries.map((entry) =>
      Object.fromEntries(Object.entries(attributes).map(([field, name]) => [field, first(entry[name])])),
    );
  } finally {
    directory.unbind().catch(() => {});
  }
}`,
  },
  csv: {
    needs: "Node 18 or newer, nothing else",
    find: code`
/** The agents of the file whose id or ip is the value. Fields stand without quotes, as they hold no comma. */
async function find(selector, value) {
  const lines = readFileSync(${setting("csv", "KEYPOLL_FILE")}, "utf8").split(/\r?\n/);
  const agents = lines.slice(1).map((line) => {
    const [id, name, ip, key] = line.split(",");
    return { id, name, ip, key };
  });
  return agents.filter((agent) => agent[selector] === value);
}`,
  },
  json: {
    needs: "Node 18 or newer, nothing else",
    find: code`
/** The agents of the file whose id or ip is the value. */
async function find(selector, value) {
  const agents = JSON.parse(readFileSync(${setting("json", "KEYPOLL_FILE")}, "utf8"));
  return agents.filter((agent) => agent[selector] === value);
}`,
  },
  http: {
    needs: "Node 18 or newer, nothing else",
    find: code`
/** The agents whose id or ip is the value. */
async function find(selector, value) {
  const url = new URL(${setting("http", "KEYPOLL_URL")});
  url.searchParams.set(selector, value);
  const answer = await fetch(url, {
    headers: { Accept: "application/json", Authorization: "Bearer " + setting("KEYPOLL_TOKEN") },
    redirect: "error", // It would carry the token to another address.
    signal: AbortSignal.timeout(1000 * TIMEOUT),
  });
  if (!answer.ok) throw new Error("status " + answer.status);
  return answer.json();
}`,
  },
};
