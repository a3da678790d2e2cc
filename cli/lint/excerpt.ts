/** The line around a finding as it may be shown: the key hidden, no control characters, not too long. */

import type { KeyFileDocument, LineFacts, Place } from "../../core/lint/key-file/index.ts";
import { KeyMask, MASK } from "../../core/lint/mask.ts";
import type { Excerpt } from "../report/report.ts";
import { onOneLine } from "../terminal/printable.ts";

/** Characters of a line that are shown, and how many of them stand before the finding at most. */
const LONGEST = 160;
const BEFORE = 60;

const BLANK_SIGN = "\u2420";

/** A part of the line with what is shown for it; each part is either as long as it was, or a mask. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly shown: string;
}

/** The excerpt for a place of a document. */
export function excerptOf(document: KeyFileDocument, { line, start, end }: Place): Excerpt {
  const facts = document.factsAt(line);
  const parts = partsOf(facts);
  const text = shownText(parts);
  return cut(text, shownColumn(parts, start, false), shownColumn(parts, end, true));
}

/** A whole line as it may be shown. */
export function shownLine(facts: LineFacts): string {
  return shownText(partsOf(facts));
}

function shownText(parts: readonly Part[]): string {
  return withSeenBlanks(parts.map(({ shown }) => shown).join(""));
}

/** Blanks at the end of a line are what a finding is about, and nobody would see them. */
function withSeenBlanks(text: string): string {
  return text.replace(/[ \u2409\u240d]+$/, (end) => end.replaceAll(" ", BLANK_SIGN));
}

/** The line cut into what may be shown and what may not. */
function partsOf({ text, ipEnd, kind }: LineFacts): readonly Part[] {
  const isRecord = ipEnd >= 0 && kind !== "ignored";
  const secrets = isRecord ? keyField(text, ipEnd + 1) : lateWords(text);
  const parts: Part[] = [];
  let at = 0;
  const mask = new KeyMask();
  const open = (end: number): void => {
    const plain = text.slice(at, end);
    const hidden = mask.hide(plain);
    parts.push({ start: at, end, shown: onOneLine(hidden) });
  };
  for (const [start, end] of secrets) {
    open(start);
    parts.push({ start, end, shown: MASK });
    at = end;
  }
  open(text.length);
  return parts;
}

type Range = readonly [start: number, end: number];

/** The key is the rest of the line; what stands behind it by mistake is shown, for it may be what the finding is about. */
function keyField(text: string, start: number): readonly Range[] {
  const end = start + text.slice(start).trimEnd().length;
  return end > start ? [[start, end]] : [];
}

const ADDRESS = /^!?(?:any|[0-9A-Fa-f]*[.:][0-9A-Fa-f.:]*(?:\/[0-9.]+)?)$/i;

/** In a line whose fields are not told apart by blanks: every word from the third on that is no address. */
function lateWords(text: string): readonly Range[] {
  if (!/^[# ]*\d/.test(text)) return [];
  return Array.from(text.matchAll(/[^\s,;|]+/g))
    .filter(([word], at) => at >= 2 && !ADDRESS.test(word))
    .map((hit): Range => [hit.index, hit.index + hit[0].length]);
}

/** Where a column of the line is in what is shown; a column inside a mask goes to the mask's start or end. */
function shownColumn(parts: readonly Part[], column: number, isEnd: boolean): number {
  let shown = 0;
  for (const part of parts) {
    if (isEnd ? column <= part.end : column < part.end) {
      if (column <= part.start) return shown;
      const isExact = part.shown.length === part.end - part.start && part.shown !== MASK;
      return isExact ? shown + column - part.start : isEnd ? shown + part.shown.length : shown;
    }
    shown += part.shown.length;
  }
  return shown;
}

/** What is around the marked part of a long line, with an ellipsis where it goes on. */
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
