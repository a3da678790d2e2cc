/** Formatting: only changes that the manager does not notice. */

import type { TextEdit } from "vscode-languageserver";
import { isBlankLine, otherFileIn } from "../core/lint/key-file/index.ts";
import type { OpenKeyFile } from "./key-files.ts";

/** Only a blank line and a missing last line feed can change without changing an agent, whichever rules are off. */
export function formattingOf({ model }: OpenKeyFile): TextEdit[] {
  const edits: TextEdit[] = [];
  if (otherFileIn(model) !== undefined) return edits;
  let left = model.countOf("blank-line");
  for (let line = 0; left > 0 && line < model.lineCount; line++) {
    if (!isBlankLine(model.factsAt(line))) continue;
    left--;
    edits.push({
      range: { start: { line, character: 0 }, end: { line: line + 1, character: 0 } },
      newText: "",
    });
  }
  const last = model.lineCount - 1;
  const end = { line: last, character: model.lineText(last).length };
  // The fix removes a blank line at the end, and leaves the line feed before it.
  if (model.fileFacts().endsWithoutLineFeed && !isBlankLine(model.factsAt(last))) {
    edits.push({ range: { start: end, end }, newText: "\n" });
  }
  return edits;
}
