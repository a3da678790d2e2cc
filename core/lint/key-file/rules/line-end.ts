/** Where a line ends without what should not be at its end. */

import type { LineFacts } from "../line-facts.ts";

/** What is seen of the line without carriage returns at its end, which are a rule of their own. */
export function body(line: LineFacts): string {
  return line.text.slice(0, endWithout(line.text, line.seenEnd, "\r"));
}

/** Where blanks and tabs at the end of the body begin. */
export function bodyEnd(line: LineFacts): number {
  return endWithout(line.text, body(line).length, " \t");
}

/** Where a text up to `end` ends without some characters. */
export function endWithout(text: string, end: number, characters: string): number {
  let at = end;
  while (at > 0 && characters.includes(text.charAt(at - 1))) at--;
  return at;
}
