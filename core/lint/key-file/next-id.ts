/** The next free id of a file, as the manager would generate it. */

import { bytesFromText, counterValue, generatedId } from "../../manager/index.ts";
import type { KeyFileDocument } from "./document/key-file-document.ts";

/** One more than the largest numeric id of any record, removed ones included. Reads the whole file. */
export function nextId(document: KeyFileDocument): string {
  let counter = 0;
  for (let line = 0; line < document.lineCount; line++) {
    const facts = document.factsAt(line);
    if (facts.idEnd < 0 || facts.kind === "ignored") continue;
    const value = counterValue(bytesFromText(facts.id));
    if (value !== undefined && value > counter) counter = value;
  }
  return generatedId(counter, document.context.release);
}
