/** The next free id of a file, as the manager would generate it. */

import { bytesFromText, counterValue, generatedId } from "../../manager/index.ts";
import type { KeyFileDocument } from "./document/key-file-document.ts";
import { LineFacts } from "./line-facts.ts";

/** What was found last; a file is read once for all that ask before it changes. */
const found = new WeakMap<KeyFileDocument, { readonly revision: number; readonly id: string }>();

/** One more than the largest numeric id of any record, removed ones included. */
export function nextId(document: KeyFileDocument): string {
  const last = found.get(document);
  if (last?.revision === document.revision) return last.id;
  const id = generatedId(largestId(document), document.context.release);
  found.set(document, { revision: document.revision, id });
  return id;
}

function largestId(document: KeyFileDocument): number {
  // The document's own facts may be in use by the caller.
  const facts = new LineFacts(document.context.release);
  let largest = 0;
  for (let line = 0; line < document.lineCount; line++) {
    facts.read(document.lineText(line), line === document.lineCount - 1);
    if (facts.idEnd < 0 || facts.kind === "ignored") continue;
    const value = counterValue(bytesFromText(facts.id));
    if (value !== undefined && value > largest) largest = value;
  }
  return largest;
}
