/** The presets, queries and allowed values that scripts in every language use. */

import { mark } from "./code.ts";
import { rowOf, type SourceId } from "./sources.ts";

/** The default of a setting, as a place to change. */
export function preset(source: SourceId, name: string): string {
  const found = rowOf(source).settings.find((row) => row.name === name);
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
