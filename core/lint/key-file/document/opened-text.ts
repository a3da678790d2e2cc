/** The initial text of a document: in memory, or elsewhere and read when it is needed. */

import { codesOf } from "../codes.ts";
import type { TextEncoding } from "../encoding.ts";
import type { LineSource } from "../line-facts.ts";

/** A text as pieces joined by line feeds. Its places are in the text's own units: characters, or bytes of a file. */
export interface OpenedText {
  readonly encoding: TextEncoding;
  /** One more than its line feeds. */
  readonly lineCount: number;
  /** The pieces in order. Each may contain line feeds. */
  pieces(): Iterable<TextPiece>;
  /** The text between two places of one line. */
  slice(start: number, end: number): string;
}

/** A part of a text that is valid until the next one is requested. */
export interface TextPiece extends LineSource {
  /** The place of an index of `codes`. Called with ascending indexes. */
  placeOf(index: number): number;
}

/** A text that is already in memory. */
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
