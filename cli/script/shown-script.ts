/** The lines of a script as they may be shown: passwords and keys hidden, control characters visible. */

import { type ScriptDocument, type ScriptReading, secretsOf } from "../../core/lint/script/index.ts";
import { ShownLine } from "../lint/shown-line.ts";

/** Each line of the script. */
export function shownScript(document: ScriptDocument, reading: ScriptReading): readonly ShownLine[] {
  const lines = document.getText().split("\n");
  const hidden = hiddenParts(document, reading, lines);
  return lines.map((text, line) => new ShownLine(text, hidden.get(line) ?? []));
}

type Range = readonly [start: number, end: number];

/** The secrets of each line. A secret over several lines hides all of them. */
function hiddenParts(
  document: ScriptDocument,
  reading: ScriptReading,
  lines: readonly string[],
): ReadonlyMap<number, readonly Range[]> {
  const found = new Map<number, Range[]>();
  for (const { start, end } of secretsOf(reading)) {
    const from = document.positionAt(start);
    const to = document.positionAt(end);
    for (let line = from.line; line <= to.line; line++) {
      const range: Range = [
        line === from.line ? from.column : 0,
        line === to.line ? to.column : (lines[line]?.length ?? 0),
      ];
      found.set(line, [...(found.get(line) ?? []), range]);
    }
  }
  return found;
}
