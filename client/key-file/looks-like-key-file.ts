/** Whether a text is a list of agents, told by its first lines. */

/** Lines that are enough to tell. */
export const LINES_TO_TELL = 20;

/** id, name (perhaps marked as removed), address, and a key as the manager makes them. */
const RECORD =
  /^[0-9]{3,8} [!#]?[\w.-]{1,128} (?:any|!?[0-9A-Fa-f.:]{2,45}(?:\/[0-9.]{1,15})?) [0-9a-f]{64}\s*$/;

/** Comments and blank lines tell nothing. */
const SILENT = /^(?:[# ].*)?\s*$/;

/** Every line that tells something is a record. A stricter look than the manager's own: other files must not be taken. */
export function looksLikeKeyFile(lines: readonly string[]): boolean {
  const telling = lines.slice(0, LINES_TO_TELL).filter((line) => !SILENT.test(line));
  return telling.length > 0 && telling.every((line) => RECORD.test(line));
}
