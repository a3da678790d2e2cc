/** The line around a finding as it may be shown: key hidden, no control characters, not too long. */

import { type KeyFileDocument, keyColumns, type Place } from "../../core/lint/key-file/index.ts";
import type { Excerpt } from "../report/report.ts";
import { ShownLine } from "./shown-line.ts";

/** Maximum characters of a line that are shown, and how many of them may come before the finding. */
const LONGEST = 160;
const BEFORE = 60;

const BLANK_SIGN = "\u2420";

/** The excerpt for a place of a document. */
export function excerptOf(document: KeyFileDocument, { line, start, end }: Place): Excerpt {
  return excerptOfLine(document.lineText(line), start, end);
}

/** The same for the text of a line. */
export function excerptOfLine(text: string, start: number, end: number): Excerpt {
  const shown = new ShownLine(text, keyColumns(text));
  return cut(withSeenBlanks(shown.text), shown.column(start, false), shown.column(end, true));
}

/** A whole line as it may be shown. */
export function shownKeyLine(text: string): string {
  return withSeenBlanks(new ShownLine(text, keyColumns(text)).text);
}

/** Blanks at the end of a line would be invisible, and a finding may be about them. */
function withSeenBlanks(text: string): string {
  return text.replace(/[ \u2409\u240d]+$/, (end) => end.replaceAll(" ", BLANK_SIGN));
}

/** The text around the marked part of a long line, with an ellipsis where it was cut. */
export function cut(text: string, start: number, end: number): Excerpt {
  if (text.length <= LONGEST) return { text, start, end };
  const from = Math.max(0, Math.min(start - BEFORE, text.length - LONGEST));
  const to = Math.min(text.length, from + LONGEST);
  const before = from > 0 ? "…" : "";
  const after = to < text.length ? "…" : "";
  const shift = before.length - from;
  return {
    text: `${before}${text.slice(from, to)}${after}`,
    start: start + shift,
    end: Math.min(end, to) + shift,
  };
}
