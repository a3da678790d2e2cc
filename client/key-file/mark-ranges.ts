/**
 * Where to mark findings on a line with a hidden key. The dots are shorter than the key, and the reader looks at the
 * dots.
 */

import { type Diagnostic, Range, type TextDocument } from "vscode";
import { keyColumns } from "../../core/lint/key-file/key-columns.ts";
import { MASK } from "../../core/lint/mask.ts";
import { keysShown } from "./keys-shown.ts";

/**
 * Moves the diagnostics that are in or after a hidden key onto its dots. They keep their class, by which the client
 * recognises its own.
 */
export function markDots(document: TextDocument, diagnostics: readonly Diagnostic[]): void {
  if (keysShown()) return;
  for (const each of diagnostics) each.range = rangeOnDots(document, each.range);
}

function rangeOnDots(document: TextDocument, range: Range): Range {
  const { start, end } = range;
  if (start.line !== end.line || start.line >= document.lineCount) return range;
  const key = keyColumns(document.lineAt(start.line).text).findLast(([from]) => from < end.character);
  if (key === undefined) return range;
  const [from, to] = key;
  const dotsEnd = Math.min(from + MASK.length, to);
  return end.character <= dotsEnd
    ? range
    : new Range(start.line, Math.min(start.character, from), start.line, dotsEnd);
}
