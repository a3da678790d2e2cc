/** Offsets of a configuration as ranges of the protocol, and back. */

import type { Position, Range, TextEdit } from "vscode-languageserver";
import type { Lines } from "../core/lint/lines.ts";
import type { PlacedEdit, Span } from "../core/lint/placed-finding.ts";

export function positionOf(lines: Lines, offset: number): Position {
  const { line, column } = lines.at(offset);
  return { line, character: column };
}

export function rangeOf(lines: Lines, { start, end }: Span): Range {
  return { start: positionOf(lines, start), end: positionOf(lines, end) };
}

export function spanOf(lines: Lines, { start, end }: Range): Span {
  return { start: offsetOf(lines, start), end: offsetOf(lines, end) };
}

export function offsetOf(lines: Lines, { line, character }: Position): number {
  return lines.offset({ line, column: character });
}

export function textEditsOf(lines: Lines, edits: readonly PlacedEdit[]): TextEdit[] {
  return edits.map((edit) => ({ range: rangeOf(lines, edit), newText: edit.newText }));
}
