/** Files that bear the name but hold something else, told by their first lines. */

import type { Severity } from "../severity.ts";
import type { KeyFileDocument } from "./document/key-file-document.ts";

/** The rule under which such a file is reported, with the severity of the harmless case. */
export const notAKeyFile = {
  code: "not-a-key-file",
  severity: "information",
  title: "No list of agents",
} as const;

export interface OtherFile {
  readonly code: "not-a-key-file";
  readonly severity: Severity;
  readonly message: string;
}

/** What a file with these lines is, or undefined where it may be a list of agents. */
function sniff(first: string, second: string): OtherFile | undefined {
  if (/^-----BEGIN [A-Z ]+-----/.test(first) || /^(?:ssh-|ecdsa-)/.test(first)) {
    return other(
      "information",
      "This is a key in PEM or SSH form, not a list of Wazuh agents: it is not checked.",
    );
  }
  if (/^(?:\xff\xfe|\xfe\xff|\ufffd\ufffd)/.test(first) || /^(?:[ -~]\0){4}/.test(first)) {
    return other(
      "error",
      "This file is UTF-16: the manager finds no record in it. Save it as UTF-8 (PowerShell's > writes UTF-16).",
    );
  }
  if (/^\0|[\0-\x08\x0e-\x1f]{2}/.test(first) && !/^\S+ \S/.test(second)) {
    return other("error", "This file is binary, not a list of Wazuh agents.");
  }
  return undefined;
}

/** The same of an open document. */
export function otherFileIn(document: KeyFileDocument): OtherFile | undefined {
  return sniff(document.lineText(0), document.lineText(1));
}

function other(severity: Severity, message: string): OtherFile {
  return { code: "not-a-key-file", severity, message };
}
