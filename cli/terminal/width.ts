/** How many columns text needs, and how many there are. */

/** Wider prose is hard to read, however wide the terminal is. */
const WIDEST = 120;
const NARROWEST = 20;

/** Characters of East Asian scripts, full-width forms and most emoji need two columns. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const WITHOUT_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Columns that the text needs in a terminal. */
export function columnsOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) {
    if (WITHOUT_WIDTH.test(character)) continue;
    columns += WIDE.test(character) ? 2 : 1;
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
