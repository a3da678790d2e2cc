/**
 * The open documents that Key Poll does not check: scripts in a language without a grammar, and files of other kinds.
 */

import type { Diagnostic, TextDocumentContentChangeEvent } from "vscode-languageserver";
import { type Claim, hasKeyFileName, kindOf } from "../core/documents/index.ts";
import { notCheckedNotice } from "./diagnostics.ts";
import { changedText } from "./text-edits.ts";

export interface OpenOther {
  readonly kind: "other";
  readonly uri: string;
  readonly languageId: string;
  version: number;
  text: string;
}

export function updateOther(
  file: OpenOther,
  changes: Iterable<TextDocumentContentChangeEvent>,
  version: number,
): OpenOther {
  for (const change of changes) file.text = changedText(file.text, change);
  file.version = version;
  return file;
}

/**
 * Why the file is not checked, if the user may expect that it is: it is a poll script, or has the name of a list of
 * agents.
 */
export function othersNotice({ uri, languageId, text }: OpenOther, claim: Claim | undefined): Diagnostic[] {
  const found = kindOf({ path: uri, text, editorLanguage: languageId, claim });
  if (found.kind !== "none") return [];
  return found.claim === undefined && !hasKeyFileName(uri) ? [] : [notCheckedNotice(found.outcome)];
}
