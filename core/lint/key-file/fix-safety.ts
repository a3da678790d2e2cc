/** Whether the manager still finds every agent after a fix of one line. */

import type { KeyFileDocument } from "./document/key-file-document.ts";
import { byteOrderMark } from "./encoding.ts";
import type { Fix } from "./finding.ts";
import { kept } from "./kept.ts";
import type { LineFacts } from "./line-facts.ts";
import { LineReader } from "./line-reader.ts";

/** Look-ups by which the manager finds an agent, as the rules that compare the same fields. */
const LOOK_UPS: readonly string[] = ["duplicate-id", "duplicate-name", "duplicate-ip"];

/**
 * Called for every fix that is shown, so it only reads the line and those that share a field with it. Fixes that are
 * applied together are also compared with the manager's reading of the whole file.
 */
export function keepsAgents(document: KeyFileDocument, line: number, { edits }: Fix): boolean {
  const isInLine = edits.every(
    ({ startLine, endLine, newText }) => startLine === endLine && !newText.includes("\n"),
  );
  if (!isInLine) return true;
  const { release } = document.context;
  const isLast = line === document.lineCount - 1;
  const before = new LineReader(release, document.encoding).read(document.lineText(line), isLast);
  let text = before.text;
  for (const { startColumn, endColumn, newText } of edits.toSorted((a, b) => b.startColumn - a.startColumn)) {
    text = text.slice(0, startColumn) + newText + text.slice(endColumn);
  }
  const after = new LineReader(release, document.encoding).read(text, isLast);
  if (before.isLong || (after.exits && !before.exits)) return false;
  if (before.kind === "removed") return after.kind === "removed";
  if (before.kind === "record" && !isSameAgent(before, after)) return false;
  if (after.kind !== "record") return true;
  return newLookUps(before, after).every((code) => !comesBeforeOthers(document, code, line, after));
}

/**
 * The look-ups that find the line only after the fix. A record keeps everything except the byte-order mark of its id.
 */
function newLookUps(before: LineFacts, after: LineFacts): readonly string[] {
  if (before.kind !== "record") return LOOK_UPS;
  return kept(before, "id") === kept(after, "id") ? [] : ["duplicate-id"];
}

function isSameAgent(before: LineFacts, after: LineFacts): boolean {
  const id = kept(before, "id").replace(byteOrderMark("bytes"), "");
  return (
    after.kind === "record" &&
    kept(after, "id") === id &&
    kept(after, "name") === kept(before, "name") &&
    kept(after, "ip") === kept(before, "ip")
  );
}

/** Whether the changed line is found in place of others. */
function comesBeforeOthers(document: KeyFileDocument, code: string, line: number, after: LineFacts): boolean {
  return document.sharingWith(code, after).some((other) => other > line);
}
