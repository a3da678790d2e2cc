/** Recognises lists of agents by their names and by their first lines. */

import { baseName } from "./script-word.ts";

/** The names of a list: its own, those of copies, and usual ones. */
const NAME = /^client\.keys(?:[.-].*)?$|\.keys$/;

/** Number of lines that are enough to decide. */
export const LINES_TO_RECOGNISE = 20;

/** id, name (perhaps marked as removed), address, and a key as the manager generates it. */
const RECORD =
  /^[0-9]{3,8} [!#]?[\w.-]{1,128} (?:any|!?[0-9A-Fa-f.:]{2,45}(?:\/[0-9.]{1,15})?) [0-9a-f]{64}\s*$/;

/** Comments and blank lines do not count. */
const SILENT = /^(?:[# ].*)?\s*$/;

/** A number and two more words, as in a record, whatever is wrong with it. */
const LIKE_RECORD = /^[ \t\ufeff]*[!#]?[0-9]+[ \t]+\S+[ \t]+\S/;

export function hasKeyFileName(path: string): boolean {
  return NAME.test(baseName(path));
}

/**
 * Every line that counts is a record. This is stricter than the manager's own reading, so that other files are not
 * recognised as lists.
 */
export function looksLikeKeyFile(lines: readonly string[]): boolean {
  const telling = lines.slice(0, LINES_TO_RECOGNISE).filter((line) => !SILENT.test(line));
  return telling.length > 0 && telling.every((line) => RECORD.test(line));
}

/** Some line looks like a record with problems: enough for a file that the user has named. */
export function mayBeKeyFile(lines: readonly string[]): boolean {
  return lines.slice(0, LINES_TO_RECOGNISE).some((line) => LIKE_RECORD.test(line));
}
