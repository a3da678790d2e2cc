/** Which package contains a module that an interpreter does not find, for the sources of poll scripts. */

import { say } from "../../words/index.ts";

/** How to install it: with the language's own tool, and as a package of Debian and Ubuntu. */
interface Packages {
  readonly install: (name: string) => string;
  /** By the module's name: the name for `install`, and Debian's. */
  readonly known: Readonly<Record<string, readonly [name: string, debian: string]>>;
}

export type PackageTool = "python" | "node" | "perl" | "ruby" | "php";

const tools: Readonly<Record<PackageTool, Packages>> = {
  python: {
    install: (name) => `python3 -m pip install ${name}`,
    known: {
      "mysql.connector": ["mysql-connector-python", "python3-mysql.connector"],
      mysql: ["mysql-connector-python", "python3-mysql.connector"],
      MySQLdb: ["mysqlclient", "python3-mysqldb"],
      pymysql: ["PyMySQL", "python3-pymysql"],
      psycopg2: ["psycopg2-binary", "python3-psycopg2"],
      psycopg: ["psycopg[binary]", "python3-psycopg"],
      pyodbc: ["pyodbc", "python3-pyodbc"],
      pymssql: ["pymssql", "python3-pymssql"],
      oracledb: ["oracledb", "python3-oracledb"],
      ldap: ["python-ldap", "python3-ldap"],
      ldap3: ["ldap3", "python3-ldap3"],
      requests: ["requests", "python3-requests"],
      httpx: ["httpx", "python3-httpx"],
      yaml: ["PyYAML", "python3-yaml"],
      dotenv: ["python-dotenv", "python3-dotenv"],
      pymongo: ["pymongo", "python3-pymongo"],
      redis: ["redis", "python3-redis"],
    },
  },
  node: { install: (name) => say`npm install ${name} in the folder of the script`, known: {} },
  perl: {
    install: (name) => `cpan ${name}`,
    known: {
      DBI: ["DBI", "libdbi-perl"],
      "DBD::mysql": ["DBD::mysql", "libdbd-mysql-perl"],
      "DBD::MariaDB": ["DBD::MariaDB", "libdbd-mariadb-perl"],
      "DBD::Pg": ["DBD::Pg", "libdbd-pg-perl"],
      "DBD::SQLite": ["DBD::SQLite", "libdbd-sqlite3-perl"],
      JSON: ["JSON", "libjson-perl"],
      "JSON::XS": ["JSON::XS", "libjson-xs-perl"],
      "Cpanel::JSON::XS": ["Cpanel::JSON::XS", "libcpanel-json-xs-perl"],
      "Net::LDAP": ["Net::LDAP", "libnet-ldap-perl"],
      "LWP::UserAgent": ["LWP::UserAgent", "libwww-perl"],
    },
  },
  ruby: {
    install: (name) => `gem install ${name}`,
    known: {
      mysql2: ["mysql2", "ruby-mysql2"],
      pg: ["pg", "ruby-pg"],
      sqlite3: ["sqlite3", "ruby-sqlite3"],
      "net/ldap": ["net-ldap", "ruby-net-ldap"],
    },
  },
  php: {
    install: (name) => say`the extension ${name}`,
    known: {
      mysqli: ["mysqli", "php-mysql"],
      pgsql: ["pgsql", "php-pgsql"],
      pg: ["pgsql", "php-pgsql"],
      sqlite3: ["sqlite3", "php-sqlite3"],
      ldap: ["ldap", "php-ldap"],
      curl: ["curl", "php-curl"],
    },
  },
};

/** How to get a module, in one sentence. */
export function howToInstall(tool: PackageTool, module: string): string {
  const { install, known } = tools[tool];
  const [name, debian] = known[module] ?? known[module.split(".")[0] ?? ""] ?? [];
  const by = name === undefined && tool === "python" ? undefined : install(name ?? module);
  const sources = [
    ...(by === undefined ? [] : [by]),
    ...(debian === undefined ? [] : [say`Debian's ${debian}`]),
  ];
  const what =
    sources.length === 0
      ? say`the package that contains ${module}`
      : sources.reduce((one, other) => say`${one}, or ${other}`);
  return say`Install it for the interpreter that runs the script on the manager: ${what}.`;
}
