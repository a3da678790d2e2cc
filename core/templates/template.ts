/** The types of the poll script templates: what a template is, and what identifies it. */

import type { ScriptLanguage } from "../languages/index.ts";

/** In the order of a list. */
export const sourceIds = ["mysql", "postgresql", "sqlite", "ldap", "csv", "json", "http"] as const;

export type SourceId = (typeof sourceIds)[number];

/** `script` is started for every request. `daemon` keeps running and answers on a Unix socket. */
export type Form = "script" | "daemon";

/** A value that a script reads from the environment or from `keypoll.env` beside it. */
export interface Setting {
  readonly name: string;
  readonly meaning: string;
  /** The default; empty for secrets. */
  readonly preset: string;
}

/** Sample agents in the form in which a source is filled. */
export interface DataSet {
  readonly fileName: string;
  readonly text: string;
  /** Commands that fill a source with it, to run beside the file. Empty if the file is the source. */
  readonly load: readonly string[];
}

/** A complete poll script. */
export interface Template {
  /** For example `python-sqlite` or `python-sqlite-daemon`. */
  readonly id: string;
  readonly language: ScriptLanguage;
  readonly source: SourceId;
  readonly form: Form;
  /** In words, for example `Python: SQLite`. */
  readonly title: string;
  /** In words, for example `Python`. */
  readonly languageTitle: string;
  /** In words, for example `SQLite`. */
  readonly sourceTitle: string;
  readonly fileName: string;
  readonly text: string;
  /** The text with its places to change marked. `snippetBody` turns them into tab stops. */
  readonly marked: string;
  readonly settings: readonly Setting[];
  /** What must be installed on the machine, in words. */
  readonly needs: string;
  /** Commands that install it beside the script. Empty if packages of the system provide it. */
  readonly install: readonly string[];
  /**
   * The command that builds the program from the file, whose name is appended. Undefined if the file is the program.
   */
  readonly build: string | undefined;
  readonly dataSet: DataSet;
}
