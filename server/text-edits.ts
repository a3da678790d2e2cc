/** Edits of lines in the form of the protocol, and back. */

import type { TextDocumentContentChangeEvent, TextEdit as WireEdit } from "vscode-languageserver";
import { Lines } from "../core/lint/lines.ts";
import type { TextEdit } from "../core/lint/text-edit.ts";

type PartialChange = Extract<TextDocumentContentChangeEvent, { range: unknown }>;

/** What the user typed. */
export function textEditOf({ range: { start, end }, text }: PartialChange): TextEdit {
  return {
    startLine: start.line,
    startColumn: start.character,
    endLine: end.line,
    endColumn: end.character,
    newText: text,
  };
}

/** A text after a change. */
export function changedText(text: string, change: TextDocumentContentChangeEvent): string {
  if (!("range" in change)) return change.text;
  const lines = Lines.ofEditor(text);
  const offset = ({ line, character }: { line: number; character: number }): number =>
    lines.offset({ line, column: character });
  return text.slice(0, offset(change.range.start)) + change.text + text.slice(offset(change.range.end));
}

/** What an editor should do. */
export function wireEditsOf(edits: readonly TextEdit[]): WireEdit[] {
  return edits.map(({ startLine, startColumn, endLine, endColumn, newText }) => ({
    range: {
      start: { line: startLine, character: startColumn },
      end: { line: endLine, character: endColumn },
    },
    newText,
  }));
}
