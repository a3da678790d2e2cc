/** The types of the poll script templates: what a template is, and what identifies it. */

import type { ScriptLanguage } from "../languages/index.ts";
import type { DataSet, Setting, SourceId } from "./sources.ts";

/** `script` is started for every request. `daemon` keeps running and answers on a Unix socket. */
export type Form = "script" | "daemon";

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
