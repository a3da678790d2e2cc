/** The sources of keys: settings, layout and sample data, the same for every language. */

import { say } from "../words/index.ts";
import { csv, json, ldif, MYSQL_TABLE, type SampleAgent, sampleAgents, sql, TABLE } from "./data-set.ts";

/** A value that a script reads from the environment or from `keypoll.env` beside it. */
export interface Setting {
  readonly name: string;
  readonly meaning: string;
  /** The default; empty for secrets. */
  readonly preset: string;
}

/** How a source is filled with sample agents for the first test. */
interface Filling {
  readonly fileName: string;
  /** Commands that fill a source with the file, to run beside it. Empty if the file is the source. */
  readonly load: readonly string[];
  /** The file that the script itself reads, and the setting with its path. Undefined for a server. */
  readonly read?: { readonly setting: string; readonly fileName: string };
  /** What stands in for a service: a command that serves the folder of the file, and the settings to reach it. */
  readonly standIn?: {
    readonly folder: string;
    readonly command: string;
    readonly settings: Readonly<Record<string, string>>;
  };
  /** What else to do before the first test, in a sentence. */
  readonly note?: () => string;
}

/** Sample agents in the form in which a source is filled. */
export interface DataSet extends Filling {
  readonly text: string;
}

interface Row {
  readonly id: string;
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
  readonly sample: Filling & { readonly write: (agents: readonly SampleAgent[]) => string };
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

/** A file that the script reads as it is. */
const readDirectly = (fileName: string): Filling => ({
  fileName,
  load: [],
  read: { setting: "KEYPOLL_FILE", fileName },
});

const password = (): string =>
  say`Choose a password in place of PASSWORD, and write it into keypoll.env too.`;

const rows = [
  {
    id: "mysql",
    title: "MySQL or MariaDB",
    what: "a MySQL or MariaDB database",
    noun: "database",
    failure: "database cannot be asked",
    settings: sqlServer("3306"),
    layout: sqlLayout,
    sample: {
      fileName: "agents.sql",
      write: (agents) => sql(agents, MYSQL_TABLE),
      load: [
        `mariadb -e "CREATE DATABASE agents"`,
        "mariadb agents < agents.sql",
        `mariadb -e "CREATE USER keypoll@'127.0.0.1' IDENTIFIED BY 'PASSWORD'; GRANT SELECT ON agents.agent TO keypoll@'127.0.0.1'"`,
      ],
      note: () => `${password()} ${say`MySQL's own client is called mysql, not mariadb.`}`,
    },
  },
  {
    id: "postgresql",
    title: "PostgreSQL",
    what: "a PostgreSQL database",
    noun: "database",
    failure: "database cannot be asked",
    settings: sqlServer("5432"),
    layout: sqlLayout,
    sample: {
      fileName: "agents.sql",
      write: (agents) => sql(agents, TABLE),
      // The shell reads the file, because the database's own account may not be able to.
      load: [
        "createdb agents",
        "psql -d agents < agents.sql",
        `psql -d agents -c "CREATE ROLE keypoll LOGIN PASSWORD 'PASSWORD'" -c "GRANT SELECT ON agent TO keypoll"`,
      ],
      note: () => `${password()} ${say`As root, put "sudo -u postgres" before each command.`}`,
    },
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
    sample: {
      fileName: "agents.sql",
      write: (agents) => sql(agents, TABLE),
      load: ["sqlite3 agents.db < agents.sql"],
      read: { setting: "KEYPOLL_DATABASE", fileName: "agents.db" },
    },
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
    sample: {
      fileName: "agents.ldif",
      write: ldif,
      // The script's account can only read, so another one fills the directory.
      load: ["ldapadd -x -W -D cn=admin,dc=example,dc=org -f agents.ldif"],
      note: () =>
        say`Write an account that may read these entries, userPassword included, and its password into keypoll.env; for a first test cn=admin will do.`,
    },
  },
  {
    id: "csv",
    title: "CSV file",
    what: "a CSV file",
    noun: "file",
    failure: "file cannot be read",
    settings: [file("CSV", "/var/ossec/etc/agents.csv")],
    layout: ["First line id,name,ip,key, then one agent per line, in UTF-8."],
    sample: { ...readDirectly("agents.csv"), write: csv },
  },
  {
    id: "json",
    title: "JSON file",
    what: "a JSON file",
    noun: "file",
    failure: "file cannot be read",
    settings: [file("JSON", "/var/ossec/etc/agents.json")],
    layout: ["A list of objects with the members id, name, ip and key, all of them strings, in UTF-8."],
    sample: { ...readDirectly("agents.json"), write: json },
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
    sample: {
      fileName: "agents.json",
      write: json,
      load: [],
      standIn: {
        // The folder contains nothing else, because everybody can read what is in it.
        folder: "service",
        command: "python3 -m http.server 8000 --bind 127.0.0.1 --directory service",
        settings: { KEYPOLL_URL: "http://127.0.0.1:8000/agents.json" },
      },
      note: () => say`The last command acts as the service while it runs. Run it in a separate terminal.`,
    },
  },
] as const satisfies readonly Row[];

export type SourceId = (typeof rows)[number]["id"];

export interface Source extends Row {
  readonly id: SourceId;
}

/** Every source, in the order of a list. */
export const sources: readonly Source[] = rows;
export const sourceIds: readonly SourceId[] = rows.map(({ id }) => id);

/** The agents in the form of a source. Keys are part of the text. */
export function dataSet(source: SourceId, agents: readonly SampleAgent[] = sampleAgents): DataSet {
  const { write, ...filling } = rowOf(source).sample;
  return { ...filling, text: write(agents) };
}

/** What is the same for every language. */
export function rowOf(source: SourceId): Row {
  const found = rows.find(({ id }) => id === source);
  if (found === undefined) throw new Error(`There is no source ${source}.`);
  return found;
}
