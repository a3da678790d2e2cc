/** Takes the initial text of a document line by line, and most lines of a large one without reading them. */

import type { Handle } from "./line-list.ts";
import type { OpenedText, TextPiece } from "./opened-text.ts";
import { type FoundLines, PlainLines } from "./plain-lines.ts";

/** Where the lines go. Handles count up from 0, and `start` is an index of the piece's codes. */
export interface LineTaker {
  /** Takes up to `most` plain lines that follow each other, but none that has to be read. Returns how many. */
  takePlain(handle: Handle, piece: TextPiece, start: number, lines: FoundLines, most: number): number;
  /** Reads a line and takes it. Returns its end. */
  takeOther(handle: Handle, piece: TextPiece, start: number): number;
}

/** With fewer lines, all are read before the first plain one is found. */
const FEW_LINES = 500;

/** `readsAll` says that plain lines have to be read too. */
export function takeLines(text: OpenedText, readsAll: boolean, taker: LineTaker): void {
  const count = text.lineCount;
  const plain = readsAll || count < FEW_LINES ? undefined : plainLines();
  let handle = 0;
  for (const piece of text.pieces()) {
    let start = 0;
    // A file that grows while it is read has more lines than were counted.
    while (start <= piece.codes.length && handle < count) {
      const most = Math.min(plain?.scan(piece.codes, start) ?? 0, count - handle);
      const taken =
        plain === undefined || most === 0 ? 0 : taker.takePlain(handle, piece, start, plain, most);
      const end = taken > 0 ? plain?.endOf(taken - 1) : undefined;
      start = (end ?? taker.takeOther(handle, piece, start)) + 1;
      handle += Math.max(taken, 1);
    }
  }
}

/** Undefined if the host does not allow WebAssembly. */
function plainLines(): PlainLines | undefined {
  try {
    return new PlainLines();
  } catch {
    return undefined;
  }
}
