/** Rules on what is longer than the manager reads. */

import { bytesFromText, FIELD_BYTES_KEPT, PIECE_BYTES } from "../../../manager/index.ts";
import { Char } from "../characters.ts";
import type { LineFacts } from "../line-facts.ts";
import type { LineRule } from "./rule.ts";

/** Bytes of a field in UTF-8; what the manager counts. */
export function byteLength(field: string, line: LineFacts): number {
  return line.lineClass & Char.beyondAscii ? bytesFromText(field).length : field.length;
}

export const lengthRules: readonly LineRule[] = [
  {
    code: "line-too-long",
    severity: "error",
    title: "Line too long",
    applies: (line) => line.bytes > PIECE_BYTES && line.kind !== "end",
    describe: (line) => ({
      start: Math.min(PIECE_BYTES, line.text.length - 1),
      end: line.text.length,
      message: `Line of ${line.bytes} bytes: the manager reads ${PIECE_BYTES} at once and takes the rest for a line of its own, which can add an agent or end the daemon.`,
    }),
  },
  {
    code: "field-too-long",
    severity: "warning",
    title: "Field too long",
    applies: (line, { release }) =>
      (line.kind === "record" || line.kind === "fatal") &&
      (line.idEnd > release.idBytesKept || byteLength(line.name, line) > FIELD_BYTES_KEPT),
    describe: (line, { release }) => {
      const isId = line.idEnd > release.idBytesKept;
      const [what, text, kept] = isId
        ? ["id", line.id, release.idBytesKept]
        : ["name", line.name, FIELD_BYTES_KEPT];
      const said = isId && release.longIdLogged ? "and logs error 1401" : "without a word";
      const start = isId ? 0 : line.idEnd + 1;
      const message = `The ${what} is ${byteLength(text, line)} bytes long: the manager keeps ${kept} and drops the rest ${said}.`;
      return { start, end: start + text.length, message };
    },
  },
];
