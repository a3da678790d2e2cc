/** A change of a text that is known by its lines. */

/** Text to put in place of a range that may reach over lines; lines from 0, columns in UTF-16 units. */
export interface TextEdit {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly newText: string;
}
