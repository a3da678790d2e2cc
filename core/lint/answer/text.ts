/** Bytes as people may read them: decoded, on one line, without anything that a terminal would interpret. */

import { type ByteString, type KeyEntry, textFromBytes } from "../../manager/index.ts";
import { type KeyMask, MASK } from "../mask.ts";

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** The text with every control character written as an escape. */
export function visible(text: string): string {
  return text.replace(/[\0-\x1f\x7f-\x9f]/g, escaped);
}

/** As `visible`, but line breaks and tabs stay. */
export function printable(text: string): string {
  return text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, escaped);
}

/** A line of `client.keys`: hides its key, which is the rest of the line, and text before it that looks like a key. */
export function shownRecord(line: ByteString, { key }: Pick<KeyEntry, "key">, mask: KeyMask): string {
  const fields = line.slice(0, line.length - key.length);
  return visible(mask.hide(textFromBytes(fields))) + (key === "" ? "" : MASK);
}

/** Bytes from the manager in quotes, for a sentence. */
export function quoted(bytes: ByteString): string {
  return `'${visible(textFromBytes(bytes))}'`;
}

function escaped(character: string): string {
  return SHORT[character] ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
}
