/**
 * Writing code inside TypeScript: a tag for the text of a script, the marks of its tab stops, and the presets, queries
 * and allowed values that scripts in every language use.
 */

import { rowOf, type SourceId } from "./sources.ts";

/**
 * The text of a piece of code unchanged: a backslash is a backslash. Only the backslash before a backtick, or before a
 * dollar sign with a brace, is removed. The line breaks at both ends are removed.
 */
export function code(strings: TemplateStringsArray, ...values: readonly string[]): string {
  const unescaped = strings.raw.map((text) => text.replace(/\\(`|\$\{)/g, "$1"));
  return unescaped
    .map((text, at) => text + (values[at] ?? ""))
    .join("")
    .replace(/^\n+|\n+$/g, "");
}

/** Pieces of code with an empty line between them. Empty pieces are left out. */
export function paragraphs(...pieces: readonly string[]): string {
  return pieces.filter((piece) => piece !== "").join("\n\n");
}

/** Lines as a comment, without a blank at the end of an empty one. */
export function commented(lines: readonly string[], sign = "#"): string {
  return lines.map((line) => `${sign} ${line}`.trimEnd()).join("\n");
}

const MARK = /⟦([a-z-]+):([^⟧]*)⟧/g;

/**
 * A place that an author will want to change. The same name in several places is one value, and changes in all of them.
 */
export function mark(name: string, preset: string): string {
  return `⟦${name}:${preset}⟧`;
}

/** The code without its marks, with the preset in every place. */
export function withoutMarks(marked: string): string {
  return marked.replace(MARK, "$2");
}

/** The code as the body of a snippet: marks become tab stops, numbered in reading order. */
export function snippetBody(marked: string): string {
  const numbers = new Map<string, number>();
  let body = "";
  let end = 0;
  for (const match of marked.matchAll(MARK)) {
    const [whole, name = "", preset = ""] = match;
    body += escaped(marked.slice(end, match.index));
    end = match.index + whole.length;
    const known = numbers.get(name);
    const number = known ?? numbers.size + 1;
    numbers.set(name, number);
    body += known === undefined ? `\${${number}:${escaped(preset)}}` : `\${${number}}`;
  }
  return body + escaped(marked.slice(end));
}

/** Text without any special meaning in a snippet. */
function escaped(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

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
