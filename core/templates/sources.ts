/** The sources of keys: settings, layout and queries, the same for every language. */

import { mark } from "./code.ts";
import type { Setting, SourceId } from "./template.ts";

export interface Source {
  readonly id: SourceId;
  /** In a list: `MySQL or MariaDB`. */
  readonly title: string;
  /** In a sentence: `a SQLite database`. */
  readonly what: string;
  /** In a message: `database`. */
  readonly noun: string;
  /** What goes wrong if it does not answer, in a message: `database cannot be asked`. */
  readonly failure: string;
  readonly settings: readonly Setting[];
  /** How the agents must be stored in it. */
  readonly layout: readonly string[];
}

const sqlServer = (port: string): readonly Setting[] => [
  { name: "KEYPOLL_HOST", meaning: "name or address of the server", preset: "127.0.0.1" },
  { name: "KEYPOLL_PORT", meaning: "its port", preset: port },
  { name: "KEYPOLL_DATABASE", meaning: "name of the database", preset: "agents" },
  { name: "KEYPOLL_USER", meaning: "an account that may only read", preset: "keypoll" },
  { name: "KEYPOLL_PASSWORD", meaning: "its password", preset: "" },
];

const sqlLayout = [
  "Table agent with the columns id, name, ip and agent_key, all of them text: an id keeps its zeros.",
];

const file = (kind: string, preset: string): Setting => ({
  name: "KEYPOLL_FILE",
  meaning: `path of the ${kind} file`,
  preset,
});

/** Every source, in the order of a list. */
export const sources: readonly Source[] = [
  {
    id: "mysql",
    title: "MySQL or MariaDB",
    what: "a MySQL or MariaDB database",
    noun: "database",
    failure: "database cannot be asked",
    settings: sqlServer("3306"),
    layout: sqlLayout,
  },
  {
    id: "postgresql",
    title: "PostgreSQL",
    what: "a PostgreSQL database",
    noun: "database",
    failure: "database cannot be asked",
    settings: sqlServer("5432"),
    layout: sqlLayout,
  },
  {
    id: "sqlite",
    title: "SQLite",
    what: "a SQLite database",
    noun: "database",
    failure: "database cannot be asked",
    settings: [
      { name: "KEYPOLL_DATABASE", meaning: "path of the database file", preset: "/var/ossec/etc/agents.db" },
    ],
    layout: sqlLayout,
  },
  {
    id: "ldap",
    title: "LDAP",
    what: "an LDAP directory",
    noun: "directory",
    failure: "directory cannot be asked",
    settings: [
      {
        name: "KEYPOLL_URL",
        meaning: "the server; ldaps:// keeps the keys from listeners",
        preset: "ldap://127.0.0.1:389",
      },
      {
        name: "KEYPOLL_BIND_DN",
        meaning: "an account that may only read",
        preset: "cn=keypoll,dc=example,dc=org",
      },
      { name: "KEYPOLL_PASSWORD", meaning: "its password", preset: "" },
      {
        name: "KEYPOLL_BASE",
        meaning: "where the agents are searched",
        preset: "ou=agents,dc=example,dc=org",
      },
    ],
    layout: [
      "Entries with one serialNumber (the id), cn (the name), ipHostNumber (the address) and userPassword",
      "(the key in the clear), for example of the classes device, ipHost and simpleSecurityObject.",
    ],
  },
  {
    id: "csv",
    title: "CSV file",
    what: "a CSV file",
    noun: "file",
    failure: "file cannot be read",
    settings: [file("CSV", "/var/ossec/etc/agents.csv")],
    layout: ["First line id,name,ip,key, then one agent per line, in UTF-8."],
  },
  {
    id: "json",
    title: "JSON file",
    what: "a JSON file",
    noun: "file",
    failure: "file cannot be read",
    settings: [file("JSON", "/var/ossec/etc/agents.json")],
    layout: ["A list of objects with the members id, name, ip and key, all of them strings, in UTF-8."],
  },
  {
    id: "http",
    title: "REST service or CMDB over HTTP",
    what: "a web service",
    noun: "service",
    failure: "service cannot be asked",
    settings: [
      {
        name: "KEYPOLL_URL",
        meaning: "address of the agents, without a query",
        preset: "https://cmdb.example.org/api/agents",
      },
      { name: "KEYPOLL_TOKEN", meaning: "token that the service accepts", preset: "" },
    ],
    layout: [
      "GET on the address with ?id=001 or ?ip=192.168.1.100 answers with a list of objects that have the members",
      "id, name, ip and key, all of them strings; an empty list where there is no such agent.",
    ],
  },
];

/** The default of a setting, as a place to change. */
export function preset(source: SourceId, name: string): string {
  const found = sources.find((row) => row.id === source)?.settings.find((row) => row.name === name);
  const tabStop = name.replace("KEYPOLL_", "").toLowerCase().replace("_", "-");
  return found === undefined || found.preset === "" ? "" : mark(tabStop, found.preset);
}

/** The statement that looks an agent up by a column. Two rows are enough to show that there are several. */
export function query(column: "id" | "ip", placeholder: string, columns = "id, name, ip, agent_key"): string {
  return `SELECT ${columns} FROM ${mark("table", "agent")} WHERE ${column} = ${placeholder} LIMIT 2`;
}

/** The attributes of a directory's entries for an agent. */
export const attributes = {
  id: mark("id-attribute", "serialNumber"),
  name: mark("name-attribute", "cn"),
  ip: mark("ip-attribute", "ipHostNumber"),
  key: mark("key-attribute", "userPassword"),
} as const;

/**
 * The allowed values of an agent's members, as expressions that every language understands and that match the whole
 * text. They keep harmful text out of the manager's file: a blank in a name stops its daemons.
 */
export const fieldRules = {
  id: "[0-9]{3,8}",
  name: "[A-Za-z0-9._-]{2,128}",
  ip: "any|[0-9.]{7,15}(/[0-9]{1,2})?|[0-9A-Fa-f:.]{2,39}(/[0-9]{1,3})?",
  key: "[ -~]{1,128}",
} as const;

/** The sources that are queried with SQL. */
export type SqlSource = "mysql" | "postgresql" | "sqlite";
