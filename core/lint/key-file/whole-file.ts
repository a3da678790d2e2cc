/** Changes of the whole file on request. */

import { counterValue, readKeyFile, textFromBytes } from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import type { TextEdit } from "../text-edit.ts";
import type { KeyFileDocument } from "./document/key-file-document.ts";
import { bytesOf } from "./encoding.ts";
import type { Fix } from "./finding.ts";
import { kept } from "./kept.ts";
import { withoutKeys } from "./shown.ts";

/** Replaces all lines except the empty rest after the last line feed. */
function replaceLines(document: KeyFileDocument, lines: readonly string[], title: string): Fix {
  const last = document.lineCount - 1;
  const endsOpen = document.lineText(last) !== "";
  const edit: TextEdit = {
    startLine: 0,
    startColumn: 0,
    endLine: last,
    endColumn: document.lineText(last).length,
    newText: lines
      .map((line) => `${line}\n`)
      .join("")
      .slice(0, endsOpen ? -1 : undefined),
  };
  return { title, edits: [edit], safe: false };
}

function allLines(document: KeyFileDocument): readonly string[] {
  const count = document.fileFacts().endsWithoutLineFeed ? document.lineCount : document.lineCount - 1;
  return Array.from({ length: count }, (_, line) => document.lineText(line));
}

/** Deletes the records of removed agents. Their ids can then be used again. */
export function purgeRemoved(document: KeyFileDocument): Fix | undefined {
  const { removed } = document.fileFacts();
  if (removed === 0) return undefined;
  const kept = allLines(document).filter((_, line) => document.factsAt(line).kind !== "removed");
  const title = removed === 1 ? say`Purge 1 removed agent` : say`Purge ${removed} removed agents`;
  return replaceLines(document, kept, title);
}

/** Sorts the lines by the number of their id. Lines without one stay before the line that they precede. */
export function sortById(document: KeyFileDocument): Fix | undefined {
  const groups: { order: number; lines: string[] }[] = [];
  let waiting: string[] = [];
  for (const [line, text] of allLines(document).entries()) {
    const facts = document.factsAt(line);
    waiting.push(text);
    if (facts.idEnd < 0 || facts.kind === "ignored") continue;
    groups.push({ order: counterValue(kept(facts, "id")) ?? Number.MAX_SAFE_INTEGER, lines: waiting });
    waiting = [];
  }
  const inOrder = groups.every(({ order }, at) => at === 0 || (groups[at - 1]?.order ?? 0) <= order);
  if (inOrder) return undefined;
  const sorted = groups.toSorted((a, b) => a.order - b.order).flatMap(({ lines }) => lines);
  return replaceLines(document, [...sorted, ...waiting], say`Sort by id`);
}

/** The result of a rewrite: the new text, or the line with which the daemon exits before it. */
export interface Rewritten {
  readonly text: string | undefined;
  readonly exit: string | undefined;
}

/** The file as the registration daemon of `release` would write it at its next change. */
export function rewritten(document: KeyFileDocument, release = document.context.release): Rewritten {
  const reading = readKeyFile(bytesOf(document.getText(), document.encoding), { release, passEmpty: true });
  if (reading.exit !== undefined) {
    return { text: undefined, exit: withoutKeys(textFromBytes(reading.exit.text)) };
  }
  return { text: textFromBytes(reading.store.write()), exit: undefined };
}
