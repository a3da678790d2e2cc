/** What a template needs, for a row of a list. The message after the choice has the whole text. */

import { said, say } from "../../core/words/index.ts";

/** Characters that fit into a row. */
const ROOM = 75;

/** Without the names of packages, and without a second sentence that the row would cut. */
export function needsInRow(needs: string): string {
  const text = say`Needs ${said(needs).replace(/ \([^)]*\)/g, "")}`;
  return text.length > ROOM ? text.replace(/;.*/, "") : text;
}
