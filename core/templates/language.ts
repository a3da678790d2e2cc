/** What a language has to say of itself for its templates to be made. */

import type { ScriptLanguage } from "../languages/index.ts";
import type { Form, Setting, SourceId } from "./template.ts";

/** How a source is asked in a language. */
export interface Lookup {
  /** What has to be installed for it, for people. */
  readonly needs: string;
  /** Commands that install it beside the script, where that is where it belongs. */
  readonly install?: readonly string[];
  /** Settings besides those of the source. */
  readonly settings?: readonly Setting[];
  /** Imports or the like, in lines; put among those of the frame. */
  readonly imports?: string;
  /** Definitions that come before the functions, for example the queries. */
  readonly constants?: string;
  /** The function that asks the source. */
  readonly find: string;
}

/** The parts of a script that do not come from its language. */
export interface Parts {
  /** The comment at the head, line by line and without comment signs. */
  readonly head: readonly string[];
  /** What the source is called in a message, for example `database`. */
  readonly noun: string;
  /** What goes wrong where it does not answer, in a message: `database cannot be asked`. */
  readonly failure: string;
  readonly form: Form;
  /** The look-up finds only the very same text, as in a file; a database or a directory may be more generous. */
  readonly exact: boolean;
  /** Somebody else can keep the script waiting, a server or a client of its socket, so it needs a time limit. */
  readonly waits: boolean;
}

export interface Language {
  readonly id: ScriptLanguage;
  /** For people: `Python`. */
  readonly title: string;
  /** File name of the script, and of the daemon. */
  readonly fileName: string;
  /** What the manager starts, where that is not the file itself. */
  readonly program?: string;
  /** The command that makes the program of the file, whose name comes after it. */
  readonly build?: string;
  readonly forms: readonly Form[];
  /** The sources that it is offered for. */
  readonly lookups: Readonly<Partial<Record<SourceId, Lookup>>>;
  /** The whole script. */
  write(lookup: Lookup, parts: Parts): string;
}
