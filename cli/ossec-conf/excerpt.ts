/** The line around a finding in a configuration as it may be shown: keys hidden, not too long. */

import type { Lines } from "../../core/lint/lines.ts";
import { KeyMask } from "../../core/lint/mask.ts";
import type { Span } from "../../core/lint/placed-finding.ts";
import { cut } from "../lint/excerpt.ts";
import type { Excerpt } from "../report/report.ts";
import { onOneLine } from "../terminal/printable.ts";

const mask = new KeyMask();

export function excerptOf({ start, end }: Span, lines: Lines): Excerpt {
  const { line, column } = lines.at(start);
  const to = lines.at(end);
  const text = lines.line(line);
  const last = to.line === line ? to.column : text.length;
  // A key that the place cuts is hidden as a whole, so both columns are counted in the shown line.
  const shown = (upTo: number): number => mask.part(text, 0, upTo).replace(/…$/, "").length;
  const hidden = onOneLine(mask.hide(text));
  return cut(hidden, shown(column), Math.min(shown(last), hidden.length));
}
