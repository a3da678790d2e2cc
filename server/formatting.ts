/** Formatting: only what changes nothing to the manager. */

import type { TextEdit } from "vscode-languageserver";
import type { OpenKeyFile } from "./key-files.ts";

/** A blank line and a missing last line feed are all that may change without changing an agent. */
export function formattingOf(file: OpenKeyFile): TextEdit[] {
  const edits: TextEdit[] = [];
  const { model } = file;
  for (const { line, codes } of model.markedLines()) {
    if (!codes.includes("blank-line")) continue;
    edits.push({
      range: { start: { line, character: 0 }, end: { line: line + 1, character: 0 } },
      newText: "",
    });
  }
  const end = { line: model.lineCount - 1, character: model.lineText(model.lineCount - 1).length };
  if (model.fileFacts().endsWithoutLineFeed) edits.push({ range: { start: end, end }, newText: "\n" });
  return edits;
}
