/** Breaks plain text into lines that fit. */

import { columnsOf } from "./width.ts";

/** The indent of the first line, and of those that follow. */
export interface Indent {
  readonly first: string;
  readonly rest: string;
}

/**
 * The text in lines of at most `width` columns, including indents. It is broken at blanks, and a word that is longer
 * than a line is cut. The text must not contain colours: add them to the lines afterwards.
 */
export function wrap(text: string, width: number, indent: Indent = { first: "", rest: "" }): string[] {
  const lines: string[] = [];
  let line = indent.first;
  let isEmpty = true;
  for (const word of text.split(" ").flatMap((each) => pieces(each, width - columnsOf(indent.rest)))) {
    if (!isEmpty && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(line);
      line = indent.rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

function pieces(word: string, room: number): string[] {
  if (columnsOf(word) <= room || room < 1) return [word];
  const cut: string[] = [];
  let piece = "";
  for (const character of word) {
    if (columnsOf(piece) + columnsOf(character) > room) {
      cut.push(piece);
      piece = "";
    }
    piece += character;
  }
  return [...cut, piece];
}
