/**
 * Comments that make rules ignore one line of a script or a configuration: `keypoll: ignore sql-from-text`, at its end
 * or on a separate line above it.
 */

import type { Lines } from "./lines.ts";
import type { PlacedFinding, Span } from "./placed-finding.ts";

const WORDS = "keypoll: ignore";
const RULES = /keypoll: ignore ([a-z0-9-]+(?:, *[a-z0-9-]+)*)/;

/** The text of the comment for one rule, without the comment sign. */
export function ignoreWords(rule: string): string {
  return `${WORDS} ${rule}`;
}

/** The findings except those that a comment ignores. `comments` is called only if some text might be one. */
export function withoutIgnored(
  findings: readonly PlacedFinding[],
  text: string,
  linesOf: () => Lines,
  comments: () => readonly Span[],
): readonly PlacedFinding[] {
  if (findings.length === 0 || !text.includes(WORDS)) return findings;
  const lines = linesOf();
  const ignored = ignoredIn(text, lines, comments());
  return findings.filter(({ rule, start }) => !ignored.get(lines.at(start).line)?.has(rule));
}

/** The rules that are ignored, by line. Several comments above a line all apply to it. */
function ignoredIn(
  text: string,
  lines: Lines,
  comments: readonly Span[],
): ReadonlyMap<number, ReadonlySet<string>> {
  const ignored = new Map<number, Set<string>>();
  let above: string[] = [];
  let last = -1;
  for (const { start, end } of comments) {
    const comment = text.slice(start, end).trimEnd();
    const { line } = lines.at(start);
    const isAlone = text.slice(text.lastIndexOf("\n", start - 1) + 1, start).trim() === "";
    if (line !== last + 1) above = [];
    const rules = RULES.exec(comment)?.[1]?.split(/, */) ?? [];
    if (isAlone) {
      above.push(...rules);
      last = lines.at(start + comment.length).line;
      ignored.set(last + 1, new Set(above));
    } else {
      ignored.set(line, new Set([...(ignored.get(line) ?? []), ...rules]));
    }
  }
  return ignored;
}
