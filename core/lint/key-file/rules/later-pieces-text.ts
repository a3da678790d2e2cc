/** What becomes of the pieces of a long line after the first one, in words. */

import { logOfPiece, type Piece, type Release, textFromBytes } from "../../../manager/index.ts";
import { withoutKeys } from "../shown.ts";

/** Pieces of one sort that are named by their number. */
const MOST_NAMED = 4;

/** A sort of piece: whether one is of it, and what becomes of one and of several; the gravest first. */
const sorts: readonly { is(piece: Piece): boolean; one: string; more: string }[] = [
  {
    is: ({ kind }) => kind === "record",
    one: "adds an agent",
    more: "each add an agent",
  },
  {
    is: ({ kind }) => kind === "removed",
    one: "is read as a removed agent",
    more: "are read as removed agents",
  },
  {
    is: (piece) => piece.kind === "skipped" && piece.id === undefined,
    one: "is skipped, and error 1401 shows it whole, with what it holds of a key",
    more: "are skipped, and error 1401 shows them whole, with what they hold of keys",
  },
  {
    is: (piece) => piece.kind === "skipped" && piece.id !== undefined,
    one: "is skipped, and error 1401 shows what stands before its first blank",
    more: "are skipped, and error 1401 shows what stands before their first blanks",
  },
  {
    is: ({ kind }) => kind === "ignored",
    one: "is ignored",
    more: "are ignored",
  },
];

/** "piece 2 adds an agent; pieces 3 and 4 are skipped, …": pieces by their number in the line, from 1. */
export function laterPiecesText(pieces: readonly Piece[], release: Release): string {
  const all = pieces.map((piece, at) => ({ piece, number: at + 2 }));
  const exit = all.find(({ piece }) => piece.kind === "fatal");
  const parts = exit === undefined ? [] : [exitText(exit.piece, exit.number, release)];
  for (const { is, one, more } of sorts) {
    const numbers = all.filter(({ piece }) => is(piece)).map(({ number }) => number);
    if (numbers.length > 0) parts.push(`${named(numbers)} ${numbers.length === 1 ? one : more}`);
  }
  const cut = all.filter(({ piece }) => isCutId(piece, release)).map(({ number }) => number);
  if (cut.length > 0) parts.push(`error 1401 shows the long id of ${named(cut)}`);
  return parts.join("; ");
}

function exitText(piece: Piece, number: number, release: Release): string {
  const log = withoutKeys(textFromBytes(logOfPiece(piece, release).at(-1)?.text ?? ""));
  return `at piece ${number} every daemon that reads the file exits with "${log}"`;
}

function isCutId(piece: Piece, release: Release): boolean {
  return release.longIdLogged && piece.kind !== "ignored" && piece.longId;
}

function named(numbers: readonly number[]): string {
  const [only] = numbers;
  if (numbers.length === 1) return `piece ${only}`;
  const shown = numbers.slice(0, MOST_NAMED);
  const left = numbers.length - shown.length;
  if (left > 0) return `pieces ${shown.join(", ")} and ${left} more`;
  return `pieces ${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
