/** How many columns text needs, and how many there are. */

import { eastAsianWidth } from "get-east-asian-width";

/** Wider prose is hard to read, however wide the terminal is. */
const WIDEST = 120;
const NARROWEST = 20;

const WITHOUT_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Columns that the text needs in a terminal. */
export function columnsOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) {
    if (WITHOUT_WIDTH.test(character)) continue;
    columns += eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return columns;
}

/**
 * Columns at which to wrap: the value of COLUMNS, or the width of the terminal. `Infinity` if the output goes into a
 * file or a pipe, because programs need whole lines.
 */
export function widthOf(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  environment: NodeJS.ProcessEnv,
): number {
  const set = Number(environment["COLUMNS"]);
  const columns =
    Number.isInteger(set) && set > 0 ? set : stream.isTTY === true ? stream.columns || 80 : undefined;
  return columns === undefined ? Number.POSITIVE_INFINITY : Math.min(Math.max(columns, NARROWEST), WIDEST);
}
