/** The next free id of a file. */

import { counterValue, generatedId } from "../../manager/index.ts";
import type { KeyFileDocument } from "./document/key-file-document.ts";
import { kept } from "./kept.ts";
import { LineReader } from "./line-reader.ts";

/** Ids of more than eight digits cannot be sent. */
const LARGEST_ID = 99_999_999;

/** The last result. A file is read once for all callers until it changes. */
const found = new WeakMap<KeyFileDocument, { readonly revision: number; readonly id: string }>();

/**
 * One more than the largest numeric id of any record, including removed ones, as the manager counts. The first gap if
 * an agent could not send that id.
 */
export function nextId(document: KeyFileDocument): string {
  const last = found.get(document);
  if (last?.revision === document.revision) return last.id;
  const ids = numericIds(document);
  const largest = ids.reduce((max, id) => Math.max(max, id), 0);
  const counter = largest < LARGEST_ID ? largest : beforeGap(new Set(ids));
  const id = generatedId(counter, document.context.release);
  found.set(document, { revision: document.revision, id });
  return id;
}

function numericIds(document: KeyFileDocument): readonly number[] {
  // The caller may be using the document's own facts.
  const facts = new LineReader(document.context.release, document.encoding);
  const ids: number[] = [];
  for (let line = 0; line < document.lineCount; line++) {
    // A line without an id and a comment count as 0, or not at all. What ends a line makes no difference.
    facts.read(document.lineText(line), false);
    const value = counterValue(kept(facts, "id"));
    if (value !== undefined) ids.push(value);
  }
  return ids;
}

/** The number before the first free one above 0. */
function beforeGap(taken: ReadonlySet<number>): number {
  let last = 0;
  while (taken.has(last + 1)) last++;
  return last;
}
