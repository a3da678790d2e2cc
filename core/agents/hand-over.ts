/** Transfers a record from the manager to its agent: the line, and the base64 string of `manage_agents -e` and `-i`. */

import type { KeyEntry, Release } from "../manager/index.ts";
import { type ByteString, readKeyFile, textFromBytes } from "../manager/index.ts";
import { say } from "../words/index.ts";
import { type FoundRecord, type Refusal, recordOf, refused } from "./record.ts";

/** The line of an agent in the file, and the string that `manage_agents -i` imports. */
export interface ExtractedAgent {
  readonly kind: "extracted";
  readonly line: ByteString;
  readonly importString: string;
  readonly entry: KeyEntry;
}

/** The content of an agent's own file. A fully numeric id is padded to three digits. */
export function extractAgent(file: ByteString, id: ByteString, release: Release): ExtractedAgent | Refusal {
  const found = recordOf(file, id, release);
  return "kind" in found ? found : extractRecord(found);
}

export function extractRecord({ bytes, entry }: FoundRecord): ExtractedAgent {
  const line = bytes.replace(/[\n\r\t ]+$/, "");
  return { kind: "extracted", line, importString: toBase64(line), entry };
}

/** The content of an import string. */
export interface ImportedAgent {
  readonly kind: "imported";
  /** The line for the agent's own file, without its line feed. */
  readonly line: ByteString;
  readonly entry: KeyEntry;
}

/** Bytes. `manage_agents` rejects a decoded import string of this length or more. */
const LONGEST_IMPORT = 257;

/** Reads the base64 string for an agent. */
export function importAgent(text: string, release: Release): ImportedAgent | Refusal {
  const line = fromBase64(text).replace(/[\n\r]+$/, "");
  if (line.split(" ").length < 4 || line.length >= LONGEST_IMPORT) {
    return refused(
      say`This is not an import string of an agent: it must be base64 of a line with id, name, address and key.`,
    );
  }
  const { records, exit } = readKeyFile(line, { release, passEmpty: true });
  const entry = records[0]?.entry;
  if (entry === undefined)
    return refused(
      exit === undefined
        ? say`An agent could not use this record: it is not a live record.`
        : say`An agent could not use this record: ${textFromBytes(exit.text)}`,
    );
  return { kind: "imported", line, entry };
}

/** The bytes in base64. */
function toBase64(bytes: ByteString): string {
  return btoa(bytes);
}

/** The bytes of a base64 text; characters that are not base64 are skipped, as the manager's tool does. */
function fromBase64(text: string): ByteString {
  const digits = text.replace(/[^A-Za-z0-9+/]/g, "");
  // A single remaining digit holds less than a byte.
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  return atob(whole);
}
