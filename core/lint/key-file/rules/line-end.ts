/** The end of a line without what should not be there. */

import type { LineFacts } from "../line-facts.ts";

/** What the manager reads of the line, without carriage returns at its end, which have their own rule. */
export function body(line: LineFacts): string {
  return line.text.slice(0, endWithout(line.text, line.seenEnd, "\r"));
}

/** Where blanks and tabs at the end of the body begin. */
export function bodyEnd(line: LineFacts): number {
  return endWithout(line.text, body(line).length, " \t");
}

/** The end of a text up to `end`, without certain characters. */
export function endWithout(text: string, end: number, characters: string): number {
  let at = end;
  while (at > 0 && characters.includes(text.charAt(at - 1))) at--;
  return at;
}
