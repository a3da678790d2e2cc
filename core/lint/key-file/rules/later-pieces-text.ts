/** What happens to the pieces of a long line after the first one, in words. */

import { logOfPiece, type Piece, type Release, textFromBytes } from "../../../manager/index.ts";
import { say } from "../../../words/index.ts";
import { withoutKeys } from "../shown.ts";

/** Maximum pieces of one kind that are named by their number. */
const MOST_NAMED = 4;

interface Sort {
  /** Whether a piece is of this kind. */
  is(piece: Piece): boolean;
  /** What happens to a single one, which is named. */
  one(piece: string): string;
  /** What happens to several. */
  more(pieces: string): string;
}

/** The most severe first. */
const sorts: readonly Sort[] = [
  {
    is: ({ kind }) => kind === "record",
    one: (piece) => say`${piece} adds an agent`,
    more: (pieces) => say`${pieces} each add an agent`,
  },
  {
    is: ({ kind }) => kind === "removed",
    one: (piece) => say`${piece} is read as a removed agent`,
    more: (pieces) => say`${pieces} are read as removed agents`,
  },
  {
    is: (piece) => piece.kind === "skipped" && piece.id === undefined,
    one: (piece) => say`${piece} is skipped, and error 1401 shows all of it, including any part of a key`,
    more: (pieces) =>
      say`${pieces} are skipped, and error 1401 shows all of them, including any part of a key`,
  },
  {
    is: (piece) => piece.kind === "skipped" && piece.id !== undefined,
    one: (piece) => say`${piece} is skipped, and error 1401 shows the text before its first blank`,
    more: (pieces) =>
      say`${pieces} are skipped, and error 1401 shows the text before the first blank of each`,
  },
  {
    is: ({ kind }) => kind === "ignored",
    one: (piece) => say`${piece} is ignored`,
    more: (pieces) => say`${pieces} are ignored`,
  },
];

/** "piece 2 adds an agent; pieces 3 and 4 are skipped, …": pieces by their number in the line, from 1. */
export function laterPiecesText(pieces: readonly Piece[], release: Release): string {
  const all = pieces.map((piece, at) => ({ piece, number: at + 2 }));
  const exit = all.find(({ piece }) => piece.kind === "fatal");
  const parts = exit === undefined ? [] : [exitText(exit.piece, exit.number, release)];
  for (const { is, one, more } of sorts) {
    const numbers = all.filter(({ piece }) => is(piece)).map(({ number }) => number);
    if (numbers.length > 0) parts.push((numbers.length === 1 ? one : more)(named(numbers)));
  }
  const cut = all.filter(({ piece }) => isCutId(piece, release)).map(({ number }) => number);
  if (cut.length > 0) parts.push(say`error 1401 shows the long id of ${named(cut)}`);
  return parts.join("; ");
}

function exitText(piece: Piece, number: number, release: Release): string {
  const log = withoutKeys(textFromBytes(logOfPiece(piece, release).at(-1)?.text ?? ""));
  return say`at piece ${number} every daemon that reads the file exits with "${log}"`;
}

function isCutId(piece: Piece, release: Release): boolean {
  return release.longIdLogged && piece.kind !== "ignored" && piece.longId;
}

function named(numbers: readonly number[]): string {
  const [only = 0] = numbers;
  if (numbers.length === 1) return say`piece ${only}`;
  const shown = numbers.slice(0, MOST_NAMED);
  const left = numbers.length - shown.length;
  if (left > 0) return say`pieces ${shown.join(", ")} and ${left} more`;
  return say`pieces ${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? 0}`;
}
