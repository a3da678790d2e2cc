/** What the manager reads of a line after its first piece. */

import { type Piece, piecesOf, readPiece } from "../../manager/index.ts";
import type { LineFacts } from "./line-facts.ts";

/** The later pieces of a long line, up to the one at which the daemon exits. Empty if it exits at the first. */
export function laterPieces(line: LineFacts): readonly Piece[] {
  if (!line.isLong || line.kind === "fatal") return [];
  const bytes = line.bytesOf(line.text);
  const pieces: Piece[] = [];
  for (const { bytes: piece, chunk } of piecesOf(line.isLast ? bytes : `${bytes}\n`)) {
    if (chunk === 0) continue;
    const read = readPiece(piece, line.release);
    pieces.push(read);
    if (read.kind === "fatal") break;
  }
  return pieces;
}
