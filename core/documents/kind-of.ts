/** What kind of file this is, and why: the one place that decides. */

import {
  interpreterOf,
  languageOfDocument,
  languageOfFile,
  type ScriptLanguage,
} from "../languages/index.ts";
import { isOssecConfig, ROOT } from "../lint/config/sniff.ts";
import { otherFileOf } from "../lint/key-file/sniff.ts";
import { SUITE_SUFFIX } from "../suite/suffix.ts";
import { say } from "../words/index.ts";
import { type Claim, claimAtSight } from "./claims.ts";
import type { FileKind, ScriptKind } from "./kinds.ts";
import { hasKeyFileName, LINES_TO_TELL, looksLikeKeyFile, mayBeKeyFile } from "./list-of-agents.ts";
import { type NotChecked, notChecked } from "./outcome.ts";

export interface GivenFile {
  /** A path, or the address of a document. */
  readonly path: string;
  /** Its text, or the beginning of a text that is too long to be anything but a list of agents. */
  readonly text: string;
  /** The editor's own name of its language, where there is an editor. */
  readonly editorLanguage?: string | undefined;
  /** Who says that it is a poll script; `named` says only that it is meant to be checked. */
  readonly claim?: Claim | undefined;
}

export type Recognised =
  | { readonly kind: Exclude<FileKind, ScriptKind> }
  /** Whether it is a poll script, `claimOf` says; whether a registration script, `registrationClaim`. */
  | { readonly kind: "script"; readonly language: ScriptLanguage }
  /** What cannot be checked. With a claim it is a poll script anyway. */
  | { readonly kind: "none"; readonly outcome: NotChecked; readonly claim?: Claim };

/** What people call a list of agents in their editor. */
export const KEY_FILE_LANGUAGE = "client-keys";

/** The row that comes first and knows the file says what it is. */
export function kindOf(file: GivenFile): Recognised {
  for (const look of looks) {
    const found = look(file);
    if (found !== undefined) return found;
  }
  return none(say`This is not a kind of file that keypoll checks.`);
}

/** In this order: what a file says of itself counts more than its name, and its name more than what it looks like. */
const looks: readonly ((file: GivenFile) => Recognised | undefined)[] = [
  // What begins with #! is a script, whatever it is called.
  (file) => (file.text.startsWith("#!") ? script(file) : undefined),
  ({ editorLanguage }) => (editorLanguage === KEY_FILE_LANGUAGE ? { kind: "key-file" } : undefined),
  ({ path }) => (path.endsWith(SUITE_SUFFIX) ? { kind: "suite" } : undefined),
  ({ path, text }) => (isOssecConfig(path, text) ? { kind: "ossec-conf" } : undefined),
  (file) => (hasKeyFileName(file.path) ? keyFile(file) : undefined),
  (file) => (languageIn(file) === undefined ? undefined : script(file)),
  ({ text }) => (looksLikeKeyFile(firstLines(text)) ? { kind: "key-file" } : undefined),
  (file) => (file.claim === "named" ? meant(file) : undefined),
  (file) => script(file),
];

/** A list of agents by its name, which must not be something else altogether. */
function keyFile({ text }: GivenFile): Recognised {
  const lines = firstLines(text);
  const [first = "", second = ""] = lines;
  const other = otherFileOf(first, second);
  return other === undefined || other.isStillRead || mayBeKeyFile(lines)
    ? { kind: "key-file" }
    : none(other.message, say`Give the client.keys itself, or restore it from a backup.`);
}

function script(file: GivenFile): Recognised | undefined {
  const language = languageIn(file);
  if (language !== undefined) return { kind: "script", language };
  const claim = claimAtSight(file.path, file.text) ?? file.claim;
  const program = interpreterOf(file.text);
  if (program === undefined && (claim === undefined || claim === "named")) return undefined;
  const why =
    program === undefined
      ? say`The language of this script is not known.`
      : say`This is a script for ${program}, and keypoll cannot read that language.`;
  const outcome = notChecked(why, say`keypoll test runs it anyway, and says what the manager would do.`);
  return { kind: "none", outcome, ...(claim === undefined ? {} : { claim }) };
}

/** What a file may be that somebody wants to have checked, though neither its name nor its lines say it. */
function meant({ text }: GivenFile): Recognised | undefined {
  const lines = firstLines(text);
  const [first = "", second = ""] = lines;
  const other = otherFileOf(first, second);
  if (other !== undefined) return none(other.message);
  if (ROOT.test(text)) return { kind: "ossec-conf" };
  return mayBeKeyFile(lines) ? { kind: "key-file" } : undefined;
}

/** By what it is in an editor, where that knows; else by its first line and its name. */
function languageIn({ path, text, editorLanguage }: GivenFile): ScriptLanguage | undefined {
  const inEditor = editorLanguage === undefined ? undefined : languageOfDocument(editorLanguage);
  return inEditor ?? languageOfFile(path, text);
}

function none(why: string, advice = kindsText()): Recognised {
  return { kind: "none", outcome: notChecked(why, advice) };
}

function kindsText(): string {
  return say`Checked are lists of agents (client.keys, *.keys), poll scripts, registration scripts, suites (*.keypoll.json), ossec.conf and wazuh-manager.conf; --as says which of them it is.`;
}

function firstLines(text: string): readonly string[] {
  return text.split("\n", LINES_TO_TELL);
}
