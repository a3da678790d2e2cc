/** The parts of which poll scripts are made: what a template is, and what a language provides for it. */

import type { ScriptLanguage } from "../languages/index.ts";
import type { DataSet, Setting, SourceId } from "./sources.ts";

/** The folder of scripts and of their settings. */
export const INTEGRATIONS = "/var/ossec/integrations";

/** The socket of a daemon. */
export const SOCKET = "/var/ossec/queue/keypoll.sock";

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
