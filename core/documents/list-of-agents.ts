/** Telling lists of agents: by their names, and by their first lines. */

import { baseName } from "./script-word.ts";

/** The names that one has: its own, that of a copy, and what people call one. */
const NAME = /^client\.keys(?:[.-].*)?$|\.keys$/;

/** Lines that are enough to tell. */
export const LINES_TO_TELL = 20;

/** id, name (perhaps marked as removed), address, and a key as the manager makes them. */
const RECORD =
  /^[0-9]{3,8} [!#]?[\w.-]{1,128} (?:any|!?[0-9A-Fa-f.:]{2,45}(?:\/[0-9.]{1,15})?) [0-9a-f]{64}\s*$/;

/** Comments and blank lines tell nothing. */
const SILENT = /^(?:[# ].*)?\s*$/;

/** A number and two more words, as a record has them, whatever is wrong with it. */
const LIKE_RECORD = /^[ \t\ufeff]*[!#]?[0-9]+[ \t]+\S+[ \t]+\S/;

export function hasKeyFileName(path: string): boolean {
  return NAME.test(baseName(path));
}

/** Every line that tells something is a record. A stricter look than the manager's own: other files must not be taken. */
export function looksLikeKeyFile(lines: readonly string[]): boolean {
  const telling = lines.slice(0, LINES_TO_TELL).filter((line) => !SILENT.test(line));
  return telling.length > 0 && telling.every((line) => RECORD.test(line));
}

/** Some line looks like a record with problems: enough for a file that somebody has named. */
export function mayBeKeyFile(lines: readonly string[]): boolean {
  return lines.slice(0, LINES_TO_TELL).some((line) => LIKE_RECORD.test(line));
}
