/** URLs of pages in the comments of a `client.keys`. */

import type { KeyFileDocument } from "./document/key-file-document.ts";
import type { Place } from "./finding.ts";

export interface PageLink extends Place {
  readonly address: string;
}

/** Up to a blank, or to punctuation that belongs to the sentence. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)\]}]/g;

/** The URLs in order. The cost is that of the lines down to the last comment, and most files have none. */
export function pageLinks(document: KeyFileDocument): readonly PageLink[] {
  const links: PageLink[] = [];
  let left = document.fileFacts().ignored;
  for (let line = 0; left > 0 && line < document.lineCount; line++) {
    if (document.factsAt(line).kind !== "ignored") continue;
    left--;
    for (const { index, 0: address } of document.lineText(line).matchAll(ADDRESS)) {
      links.push({ line, start: index, end: index + address.length, address });
    }
  }
  return links;
}
