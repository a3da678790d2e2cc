/** What of an `ossec.conf` is text to the manager's reader: comments, declarations and entities are not markup to it. */

import type { Span } from "../placed-finding.ts";

/** Ends of a comment of the manager, which begins with `<!`: whichever comes first. */
const COMMENT_ENDS = ["-->", "!>"] as const;

/**
 * Ranges from an opening to the first of several endings, in one pass. One without an end continues to the end of the text and is left
 * out.
 */
export function* stretches(text: string, opening: string, endings: readonly string[]): Generator<Span> {
  const next = endings.map((ending) => ({ ending, at: -1 }));
  for (let start = text.indexOf(opening); start >= 0; ) {
    const inner = start + opening.length;
    for (const each of next) {
      if (each.at >= inner) continue;
      const found = text.indexOf(each.ending, inner);
      each.at = found < 0 ? Infinity : found;
    }
    const end = Math.min(...next.map(({ at, ending }) => at + ending.length));
    if (end === Infinity) return;
    yield { start, end };
    start = text.indexOf(opening, end);
  }
}

/** The comments that are closed. */
export function commentsIn(text: string): Generator<Span> {
  return stretches(text, "<!", COMMENT_ENDS);
}

/** The text without its comments. */
export function withoutComments(text: string): string {
  return replaced(text, commentsIn(text), () => "");
}

/** Whether an offset is inside a comment that is closed. */
export function isInComment(text: string, offset: number): boolean {
  for (const { start, end } of commentsIn(text)) {
    if (start < offset && offset < end) return true;
  }
  return false;
}

/**
 * The text without everything that is markup only to XML, or only to the manager; its length stays the same. The
 * manager knows no entities, so `&` is a character like any other, and `\<` opens no tag.
 */
export function plainMarkup(text: string, comments: Iterable<Span> = commentsIn(text)): string {
  const plain = blanked(text, comments);
  return blanked(plain, stretches(plain, "<?", ["?>"]))
    .replaceAll("&", "+")
    .replace(/(?<=\\)<(?!!)/g, "?")
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu, "?");
}

/** The text with blanks in place of some ranges. Line ends stay. */
function blanked(text: string, spans: Iterable<Span>): string {
  return replaced(text, spans, (part) => part.replace(/[^\r\n]/g, " "));
}

function replaced(text: string, spans: Iterable<Span>, by: (part: string) => string): string {
  let result = "";
  let at = 0;
  for (const { start, end } of spans) {
    result += text.slice(at, start) + by(text.slice(start, end));
    at = end;
  }
  return result + text.slice(at);
}
