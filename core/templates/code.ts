/**
 * Writing code inside TypeScript: what a language provides, a tag for the text of a script, the marks of its tab stops,
 * and the presets, queries and allowed values that scripts in every language use.
 */

import type { ScriptLanguage } from "../languages/index.ts";
import { rowOf, type Setting, type SourceId } from "./sources.ts";

/** The socket of a daemon. */
export const SOCKET = "/var/ossec/queue/keypoll.sock";

/** `script` is started for every request. `daemon` keeps running and answers on a Unix socket. */
export type Form = "script" | "daemon";

/** How to ask a source in a language. */
export interface Lookup {
  /** What must be installed for it, in words. */
  readonly needs: string;
  /** Commands that install it beside the script, if it belongs there. */
  readonly install?: readonly string[];
  /** Settings besides those of the source. */
  readonly settings?: readonly Setting[];
  /** Imports or similar, in lines; inserted among those of the frame. */
  readonly imports?: string;
  /** Definitions before the functions, for example the queries. */
  readonly constants?: string;
  /** The function that asks the source. */
  readonly find: string;
}

/** The parts of a script that do not depend on its language. */
export interface Parts {
  /** The comment at the head, line by line and without comment signs. */
  readonly head: readonly string[];
  /** The name of the source in a message, for example `database`. */
  readonly noun: string;
  /** What goes wrong if it does not answer, in a message: `database cannot be asked`. */
  readonly failure: string;
  readonly form: Form;
  /** The look-up finds only exactly the same text, as in a file. A database or a directory may match more. */
  readonly exact: boolean;
  /** A server, or a client of its socket, can keep the script waiting, so it needs a time limit. */
  readonly waits: boolean;
}

export interface Language {
  readonly id: ScriptLanguage;
  /** The name in texts: `Python`. */
  readonly title: string;
  /** File name of the script, and of the daemon. */
  readonly fileName: string;
  /** What the manager starts, if that is not the file itself. */
  readonly program?: string;
  /** The command that builds the program from the file, whose name is appended. */
  readonly build?: string;
  readonly forms: readonly Form[];
  /** The sources for which it is offered. */
  readonly lookups: Readonly<Partial<Record<SourceId, Lookup>>>;
  /** The whole script. */
  write(lookup: Lookup, parts: Parts): string;
}

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
