/** Where the fields of a line are, and which characters are in them. */

import { Char, CLASSES } from "./characters.ts";
import type { LineFacts } from "./line-facts.ts";

const NUL = 0;

/** Sets the facts from one pass over the first `limit` units of the line, or over those before a NUL. */
export function splitLine(line: LineFacts, limit: number): void {
  const { text } = line;
  let ends = 0;
  let all = 0;
  let field = 0;
  line.idEnd = line.nameEnd = line.ipEnd = -1;
  line.idClass = line.nameClass = line.ipClass = line.keyClass = 0;
  line.ipKind = "none";
  line.ipIsPlain = false;
  let at = 0;
  for (; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === NUL) break;
    const char = code < 128 ? (CLASSES[code] ?? 0) : Char.beyondAscii;
    if (char !== Char.blank || ends === 3) {
      field |= char;
      continue;
    }
    all |= field;
    if (ends === 0) {
      line.idEnd = at;
      line.idClass = field;
    } else if (ends === 1) {
      line.nameEnd = at;
      line.nameClass = field;
    } else {
      line.ipEnd = at;
      line.ipClass = field;
    }
    ends++;
    field = 0;
  }
  if (ends === 3) line.keyClass = field;
  line.seenEnd = at;
  line.lineClass = all | field | (at < limit ? Char.control : 0);
}
