/** Rules on text that is longer than what the manager reads. */

import { FIELD_BYTES_KEPT, PIECE_BYTES } from "../../../manager/index.ts";
import { say } from "../../../words/index.ts";
import { unitsWithin } from "../encoding.ts";
import { isCut } from "../kept.ts";
import { laterPieces } from "../later-pieces.ts";
import type { LineFacts } from "../line-facts.ts";
import { laterPiecesText } from "./later-pieces-text.ts";
import type { Description, LineRule } from "./rule.ts";

/** A line of which the manager keeps fields, or only the id. */
function hasId(line: LineFacts): boolean {
  return line.kind === "record" || line.kind === "fatal" || line.kind === "removed";
}

/** In a removed record a long id only matters if it is logged. */
function isIdCut(line: LineFacts): boolean {
  return hasId(line) && (line.kind !== "removed" || line.release.longIdLogged) && isCut(line, "id");
}

function isNameCut(line: LineFacts): boolean {
  return line.kind !== "removed" && hasId(line) && isCut(line, "name");
}

function describeCut(line: LineFacts): Description {
  const { release, idEnd, nameEnd } = line;
  const bytes = (field: "id" | "name"): number => line.bytesOf(line[field]).length;
  const parts: string[] = [];
  if (isIdCut(line)) {
    parts.push(
      release.longIdLogged
        ? say`The id is ${bytes("id")} bytes long: the manager keeps ${release.idBytesKept}, cuts off the rest, and logs error 1401.`
        : say`The id is ${bytes("id")} bytes long: the manager keeps ${release.idBytesKept} and cuts off the rest silently.`,
    );
  }
  if (isNameCut(line)) {
    parts.push(
      say`The name is ${bytes("name")} bytes long: the manager keeps ${FIELD_BYTES_KEPT} and cuts off the rest silently.`,
    );
  }
  return {
    start: isIdCut(line) ? 0 : idEnd + 1,
    end: isNameCut(line) ? nameEnd : idEnd,
    message: parts.join(" "),
  };
}

function restText(line: LineFacts): string {
  if (line.kind === "fatal") return say`separate lines, but it exits before it reads them`;
  return say`separate lines: ${laterPiecesText(laterPieces(line), line.release)}`;
}

export const lengthRules: readonly LineRule[] = [
  {
    code: "line-too-long",
    severity: "error",
    title: "Line too long",
    applies: (line) => line.isLong,
    describe: (line) => ({
      start: Math.min(unitsWithin(line.text, PIECE_BYTES, line.encoding), line.text.length - 1),
      end: line.text.length,
      message: say`Line of ${line.bytes} bytes: the manager reads ${PIECE_BYTES} at once and reads the rest as ${restText(line)}.`,
    }),
  },
  {
    code: "field-too-long",
    severity: "warning",
    title: "Field too long",
    applies: (line) => isIdCut(line) || isNameCut(line),
    describe: describeCut,
  },
];
