/** The line around a finding in a configuration as it may be shown: keys hidden, not too long. */

import type { Lines, Span } from "../../core/lint/config/index.ts";
import { KeyMask } from "../../core/lint/mask.ts";
import type { Excerpt } from "../report/report.ts";
import { onOneLine } from "../terminal/printable.ts";

/** Characters of a line that are shown, and how many of them stand before the finding at most. */
const LONGEST = 160;
const BEFORE = 60;

const mask = new KeyMask();

export function excerptOf({ start, end }: Span, lines: Lines): Excerpt {
  const { line, column } = lines.at(start);
  const to = lines.at(end);
  const text = lines.line(line);
  const last = to.line === line ? to.column : text.length;
  // A key that the place cuts is hidden as a whole, so both are counted in the line that is shown.
  const shown = (upTo: number): number => mask.part(text, 0, upTo).replace(/…$/, "").length;
  return cut(onOneLine(mask.hide(text)), shown(column), shown(last));
}

function cut(text: string, start: number, end: number): Excerpt {
  if (text.length <= LONGEST) return { text, start, end: Math.min(end, text.length) };
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
