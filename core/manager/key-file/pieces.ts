/** Cuts a file into the pieces that the manager's reader reads one by one. */

import type { ByteString } from "../bytes.ts";
import { PIECE_BYTES } from "./piece.ts";

/** The place of a piece: its line (from 1), its number within the line (from 0), its bytes. */
export interface PlacedPiece {
  readonly line: number;
  readonly chunk: number;
  /** Offset of the first byte in the file. */
  readonly start: number;
  readonly bytes: ByteString;
}

/** The pieces of a file in order. Linear in the size of the file, however long its lines are. */
export function* piecesOf(file: ByteString): Generator<PlacedPiece> {
  let line = 0;
  for (let start = 0; start < file.length; ) {
    const lineFeed = file.indexOf("\n", start);
    const end = lineFeed < 0 ? file.length : lineFeed + 1;
    line++;
    for (let chunk = 0; start < end; chunk++) {
      const next = Math.min(start + PIECE_BYTES, end);
      yield { line, chunk, start, bytes: file.slice(start, next) };
      start = next;
    }
  }
}
