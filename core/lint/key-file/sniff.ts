/** Files that have the name but other content, recognised by their first lines. */

import { say } from "../../words/index.ts";
import type { Severity } from "../severity.ts";

/** The rule that reports such a file, with the severity of the harmless case. */
export const notAKeyFile = {
  code: "not-a-key-file",
  severity: "information",
  title: "Not a list of agents",
} as const;

export interface OtherFile {
  readonly code: "not-a-key-file";
  readonly severity: Severity;
  readonly message: string;
  /**
   * It was a list of agents before it was saved in this way: it is checked as one in which the manager finds nothing.
   */
  readonly isStillRead: boolean;
}

/** What a file with these first lines is, or undefined if it may be a list of agents. */
export function otherFileOf(first: string, second: string): OtherFile | undefined {
  if (/^-----BEGIN [A-Z ]+-----/.test(first) || /^(?:ssh-|ecdsa-)/.test(first)) {
    return other(
      "information",
      false,
      say`This is a key in PEM or SSH form, not a list of Wazuh agents, so its lines are not checked. A daemon that reads it skips them (1401) or exits (1237).`,
    );
  }
  if (/^(?:\xff\xfe|\xfe\xff|\ufffd\ufffd)/.test(first) || /^(?:[ -~]\0){4}/.test(first)) {
    return other(
      "error",
      true,
      say`This file is UTF-16: the manager skips every line with error 1401 and finds no record. Save it as UTF-8 (PowerShell's > writes UTF-16).`,
    );
  }
  if (/^\0|[\0-\x08\x0e-\x1f]{2}/.test(first) && !/^\S+ \S/.test(second)) {
    return other("error", false, say`This file is binary, not a list of Wazuh agents.`);
  }
  return undefined;
}

/** What must be known about an open document. */
interface OpenFile {
  fileFacts(): { readonly records: number; readonly removed: number };
  lineText(line: number): string;
}

/**
 * The same for an open document. A file in which the manager finds agents is a list of agents, whatever its first line.
 */
export function otherFileIn(document: OpenFile): OtherFile | undefined {
  const { records, removed } = document.fileFacts();
  if (records + removed > 0) return undefined;
  return otherFileOf(document.lineText(0), document.lineText(1));
}

function other(severity: Severity, isStillRead: boolean, message: string): OtherFile {
  return { code: "not-a-key-file", severity, message, isStillRead };
}
