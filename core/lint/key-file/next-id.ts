/** The next free id of a file. */

import { counterValue, generatedId } from "../../manager/index.ts";
import type { KeyFileDocument } from "./document/key-file-document.ts";
import { kept } from "./kept.ts";
import { LineFacts } from "./line-facts.ts";

/** Ids of more than eight digits cannot be sent. */
const LARGEST_ID = 99_999_999;

/** What was found last; a file is read once for all that ask before it changes. */
const found = new WeakMap<KeyFileDocument, { readonly revision: number; readonly id: string }>();

/**
 * One more than the largest numeric id of any record, removed ones included, as the manager counts; the first gap where an
 * agent could not send that.
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
  // The document's own facts may be in use by the caller.
  const facts = new LineFacts(document.context.release, document.encoding);
  const ids: number[] = [];
  for (let line = 0; line < document.lineCount; line++) {
    facts.read(document.lineText(line), line === document.lineCount - 1);
    if (facts.idEnd < 0 || facts.kind === "ignored") continue;
    const value = counterValue(kept(facts, "id"));
    if (value !== undefined) ids.push(value);
  }
  return ids;
}

/** The number before the first one above 0 that is not taken. */
function beforeGap(taken: ReadonlySet<number>): number {
  let last = 0;
  while (taken.has(last + 1)) last++;
  return last;
}
