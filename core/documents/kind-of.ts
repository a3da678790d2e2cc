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
import { hasKeyFileName, LINES_TO_RECOGNISE, looksLikeKeyFile, mayBeKeyFile } from "./list-of-agents.ts";
import { type NotChecked, notChecked } from "./outcome.ts";

export interface GivenFile {
  /** A path, or the URI of a document. */
  readonly path: string;
  /** Its text, or the beginning of a text that is too long to be anything but a list of agents. */
  readonly text: string;
  /** The editor's own name for its language, if there is an editor. */
  readonly editorLanguage?: string | undefined;
  /** Why it is a poll script. `named` only means that it should be checked. */
  readonly claim?: Claim | undefined;
}

export type Recognised =
  | { readonly kind: Exclude<FileKind, ScriptKind> }
  /** `claimOf` says whether it is a poll script, and `registrationClaim` whether it is a registration script. */
  | { readonly kind: "script"; readonly language: ScriptLanguage }
  /** A file that cannot be checked. With a claim it is a poll script anyway. */
  | { readonly kind: "none"; readonly outcome: NotChecked; readonly claim?: Claim };

/** The language identifier of a list of agents in editors. */
export const KEY_FILE_LANGUAGE = "client-keys";

/** The first row that recognises the file decides. */
export function kindOf(file: GivenFile): Recognised {
  for (const look of looks) {
    const found = look(file);
    if (found !== undefined) return found;
  }
  return none(say`This is not a kind of file that keypoll checks.`);
}

/** In this order: what a file says about itself counts more than its name, and its name more than its content. */
const looks: readonly ((file: GivenFile) => Recognised | undefined)[] = [
  // A file that begins with #! is a script, whatever its name.
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

/** A list of agents by its name, unless its content is something else. */
function keyFile({ text }: GivenFile): Recognised {
  const lines = firstLines(text);
  const [first = "", second = ""] = lines;
  const other = otherFileOf(first, second);
  return other === undefined || other.isStillRead || mayBeKeyFile(lines)
    ? { kind: "key-file" }
    : none(other.message, say`Name the client.keys itself, or restore it from a backup.`);
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

/** The kind of a file that the user wants to check, if neither its name nor its lines show one. */
function meant({ text }: GivenFile): Recognised | undefined {
  const lines = firstLines(text);
  const [first = "", second = ""] = lines;
  const other = otherFileOf(first, second);
  if (other !== undefined) return none(other.message);
  if (ROOT.test(text)) return { kind: "ossec-conf" };
  return mayBeKeyFile(lines) ? { kind: "key-file" } : undefined;
}

/** Its language in the editor, if the editor knows it; otherwise by its first line and its name. */
function languageIn({ path, text, editorLanguage }: GivenFile): ScriptLanguage | undefined {
  const inEditor = editorLanguage === undefined ? undefined : languageOfDocument(editorLanguage);
  return inEditor ?? languageOfFile(path, text);
}

function none(why: string, advice = kindsText()): Recognised {
  return { kind: "none", outcome: notChecked(why, advice) };
}

function kindsText(): string {
  return say`keypoll checks lists of agents (client.keys, *.keys), poll scripts, registration scripts, suites (*.keypoll.json), ossec.conf and wazuh-manager.conf. --as gives the kind of the file.`;
}

function firstLines(text: string): readonly string[] {
  return text.split("\n", LINES_TO_RECOGNISE);
}
