/** From exec_path to the arguments of the script. The manager splits the text itself, without a shell. */

import type { ByteString } from "../bytes.ts";
import type { Release } from "../releases.ts";
import type { KeyRequest } from "../request/request.ts";

/** Bytes. The manager refuses a command line of this length. */
const COMMAND_LINE_LIMIT = 65536;

export type CommandLine =
  | { readonly kind: "arguments"; readonly text: ByteString; readonly argv: readonly ByteString[] }
  /** Refused before anything runs. */
  | { readonly kind: "too-long"; readonly text: ByteString }
  /** The splitter fails, and the child dies before it runs anything: exit code 0 without output. */
  | { readonly kind: "child-crash"; readonly text: ByteString };

/**
 * exec_path, selector and value joined by blanks and split as the release does. An unset exec_path prints as `(null)`.
 */
export function commandLine(
  execPath: ByteString | undefined,
  request: KeyRequest,
  release: Release,
): CommandLine {
  const text = `${execPath ?? "(null)"} ${request.selector} ${request.value}`;
  if (text.length >= COMMAND_LINE_LIMIT) return { kind: "too-long", text };
  const argv = splitCommand(text, release);
  return argv === undefined ? { kind: "child-crash", text } : { kind: "arguments", text, argv };
}

/** A program without a request, as the launcher of 3.8 to 4.3 starts it. Undefined if the line cannot be split. */
export function splitCommand(execPath: ByteString, release: Release): readonly ByteString[] | undefined {
  return release.splitter === "unquoting" ? splitUnquoting(execPath) : splitInPlace(execPath);
}

/**
 * From 4.2 on: blanks separate words, and blanks in a row count as one. `"` toggles quoting and is removed. `\` is
 * removed and protects the next byte.
 */
function splitUnquoting(text: ByteString): readonly ByteString[] {
  const words: ByteString[] = [];
  let word: ByteString | undefined;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const byte = text.charAt(at);
    if (byte === " " && !quoted) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (byte === '"') {
      quoted = !quoted;
      word ??= "";
    } else if (byte === "\\") {
      at++;
      word = (word ?? "") + text.charAt(at);
    } else {
      word = (word ?? "") + byte;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

/**
 * Before 4.2: every blank separates words, so blanks in a row make empty words. Quotes and backslashes protect blanks
 * but stay in the word. Undefined for a quote that is never closed.
 */
function splitInPlace(text: ByteString): readonly ByteString[] | undefined {
  const words: ByteString[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const byte = text.charAt(at);
    if (byte === "\\") at++;
    else if (byte === '"') quoted = !quoted;
    else if (byte === " " && !quoted) {
      words.push(text.slice(start, at));
      start = at + 1;
    }
  }
  if (quoted) return undefined;
  words.push(text.slice(start));
  return words;
}
