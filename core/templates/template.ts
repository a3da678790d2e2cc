/** The words of the poll script templates: what a template is, and what it is told apart by. */

import type { ScriptLanguage } from "../languages/index.ts";

/** In the order of a pick. */
export const sourceIds = ["mysql", "postgresql", "sqlite", "ldap", "csv", "json", "http"] as const;

export type SourceId = (typeof sourceIds)[number];

/** `script` is started for every request; `daemon` stays and answers on a Unix socket. */
export type Form = "script" | "daemon";

/** Something that a script reads from the environment or from `keypoll.env` beside it. */
export interface Setting {
  readonly name: string;
  readonly meaning: string;
  /** What holds where it is not set; empty for secrets. */
  readonly preset: string;
}

/** Sample agents in the form that a source is filled with. */
export interface DataSet {
  readonly fileName: string;
  readonly text: string;
  /** Commands that fill a source with it, to be run beside the file; none where the file is the source. */
  readonly load: readonly string[];
}

/** A complete poll script. */
export interface Template {
  /** For example `python-sqlite` or `python-sqlite-daemon`. */
  readonly id: string;
  readonly language: ScriptLanguage;
  readonly source: SourceId;
  readonly form: Form;
  /** For people, for example `Python: SQLite`. */
  readonly title: string;
  /** For people, for example `Python`. */
  readonly languageTitle: string;
  /** For people, for example `SQLite`. */
  readonly sourceTitle: string;
  readonly fileName: string;
  readonly text: string;
  /** The text with its places to change marked; `snippetBody` makes tab stops of them. */
  readonly marked: string;
  readonly settings: readonly Setting[];
  /** What has to be on the machine, for people. */
  readonly needs: string;
  /** Commands that install it beside the script; none where packages of the system do. */
  readonly install: readonly string[];
  /** The command that makes the program of the file, whose name comes after it; undefined where the file is the program. */
  readonly build: string | undefined;
  readonly dataSet: DataSet;
}
