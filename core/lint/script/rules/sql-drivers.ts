/** The drivers of databases, by the modules that a script loads: how a place for a value is written, and how it is given. */

import type { ScriptLanguage } from "../../../languages/index.ts";
import { asArgument, type Delivery, inMethod, preparedBefore, toExecute, toNextCall } from "./sql-calls.ts";

export interface Driver {
  readonly loaded: RegExp;
  /** The place of a value, from 1. */
  readonly place: (number: number) => string;
  /** By the name of the method that takes a statement. */
  readonly methods: Readonly<Record<string, Delivery>>;
}

const question = (): string => "?";
const numbered = (number: number): string => `$${number}`;

const tuple = asArgument((values) => `(${values.join(", ")}${values.length === 1 ? "," : ""})`);
const list = asArgument((values) => `[${values.join(", ")}]`);
/** In Perl the attributes stand between the statement and the values. */
const afterAttributes = asArgument((values) => `undef, ${values.join(", ")}`);

export const drivers: Partial<Readonly<Record<ScriptLanguage, readonly Driver[]>>> = {
  python: [
    {
      loaded: /^\s*(?:import|from)\s+(?:sqlite3|pyodbc|mariadb)\b/m,
      place: question,
      methods: { execute: tuple },
    },
    {
      loaded: /^\s*(?:import|from)\s+(?:MySQLdb|pymysql|mysql\.connector|psycopg2?|pymssql)\b/m,
      place: () => "%s",
      methods: { execute: tuple },
    },
  ],
  javascript: [
    {
      loaded: /["'](?:mysql2?(?:\/promise)?|mariadb)["']/,
      place: question,
      methods: { execute: list, query: list },
    },
    { loaded: /["']pg["']/, place: numbered, methods: { query: list } },
    { loaded: /["'](?:node:sqlite|better-sqlite3)["']/, place: question, methods: { prepare: toNextCall } },
  ],
  php: [
    {
      loaded: /\bnew\s+\\?PDO\s*\(/,
      place: question,
      methods: { query: preparedBefore },
    },
    { loaded: /\bmysqli|\bpg_connect\b|\bSQLite3\b/, place: question, methods: {} },
  ],
  perl: [
    {
      loaded: /^\s*use\s+DBI\b/m,
      place: question,
      methods: {
        selectrow_array: afterAttributes,
        selectrow_arrayref: afterAttributes,
        selectrow_hashref: afterAttributes,
        selectall_arrayref: afterAttributes,
        selectcol_arrayref: afterAttributes,
        do: afterAttributes,
        prepare: toExecute,
      },
    },
  ],
  ruby: [
    {
      loaded: /^\s*require\s*\(?\s*["']sqlite3["']/m,
      place: question,
      methods: { execute: list, query: list, get_first_row: list, get_first_value: list },
    },
    {
      loaded: /^\s*require\s*\(?\s*["']pg["']/m,
      place: numbered,
      methods: { exec: inMethod("exec_params", list), query: inMethod("exec_params", list) },
    },
    { loaded: /^\s*require\s*\(?\s*["']mysql2["']/m, place: question, methods: {} },
  ],
};
