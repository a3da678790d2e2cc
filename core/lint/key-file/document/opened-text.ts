/** The text that a document starts with: in memory, or elsewhere and read as it is needed. */

import { codesOf } from "../codes.ts";
import type { TextEncoding } from "../encoding.ts";
import type { LineSource } from "../line-facts.ts";

/** A text that is its pieces, joined by line feeds. Its places are whatever the text counts in: characters, bytes of a file. */
export interface OpenedText {
  readonly encoding: TextEncoding;
  /** One more than its line feeds. */
  readonly lineCount: number;
  /** The pieces in order; each may hold line feeds of its own. */
  pieces(): Iterable<TextPiece>;
  /** What stands between two places of one line. */
  slice(start: number, end: number): string;
}

/** A part of a text that holds until the next one is asked for. */
export interface TextPiece extends LineSource {
  /** The place of an index of `codes`; asked for in rising order. */
  placeOf(index: number): number;
}

/** A text that is in memory anyway. */
export function textInMemory(text: string, encoding: TextEncoding = "utf-8"): OpenedText {
  const slice = (start: number, end: number): string => text.slice(start, end);
  return {
    encoding,
    lineCount: countLines(text),
    pieces: () => [{ codes: codesOf(text), slice, placeOf: (index) => index }],
    slice,
  };
}

function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
