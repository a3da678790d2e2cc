/** Edits of lines as the protocol has them, and back. */

import type { TextDocumentContentChangeEvent, TextEdit as WireEdit } from "vscode-languageserver";
import type { TextEdit } from "../core/lint/text-edit.ts";

type PartialChange = Extract<TextDocumentContentChangeEvent, { range: unknown }>;

/** What an editor has typed. */
export function textEditOf({ range: { start, end }, text }: PartialChange): TextEdit {
  return {
    startLine: start.line,
    startColumn: start.character,
    endLine: end.line,
    endColumn: end.character,
    newText: text,
  };
}

/** What an editor is to do. */
export function wireEditsOf(edits: readonly TextEdit[]): WireEdit[] {
  return edits.map(({ startLine, startColumn, endLine, endColumn, newText }) => ({
    range: {
      start: { line: startLine, character: startColumn },
      end: { line: endLine, character: endColumn },
    },
    newText,
  }));
}
