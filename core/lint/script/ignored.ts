/**
 * Comments that make rules ignore one line: `keypoll: ignore sql-from-text`, at its end or on a separate line above it.
 */

import type { Node } from "web-tree-sitter";
import { Lines } from "../lines.ts";
import type { PlacedFinding } from "../placed-finding.ts";
import type { ScriptReading } from "./reading.ts";

const WORDS = "keypoll: ignore";
const RULES = /keypoll: ignore ([a-z0-9-]+(?:, *[a-z0-9-]+)*)/;

/** The text of the comment for one rule, without the comment sign. */
export function ignoreWords(rule: string): string {
  return `${WORDS} ${rule}`;
}

/** The findings except those that a comment ignores. */
export function withoutIgnored(
  findings: readonly PlacedFinding[],
  { text, captures }: ScriptReading,
): readonly PlacedFinding[] {
  if (findings.length === 0 || !text.includes(WORDS)) return findings;
  const ignored = ignoredIn(text, captures.nodes("comment"));
  const lines = Lines.ofFile(text);
  return findings.filter(({ rule, start }) => !ignored.get(lines.at(start).line)?.has(rule));
}

/** The rules that are ignored, by line. Several comments above a line all apply to it. */
function ignoredIn(text: string, comments: readonly Node[]): ReadonlyMap<number, ReadonlySet<string>> {
  const ignored = new Map<number, Set<string>>();
  let above: string[] = [];
  let last = -1;
  for (const { startIndex, startPosition, text: comment } of comments) {
    const { row } = startPosition;
    const isAlone = text.slice(text.lastIndexOf("\n", startIndex - 1) + 1, startIndex).trim() === "";
    if (row !== last + 1) above = [];
    const rules = RULES.exec(comment)?.[1]?.split(/, */) ?? [];
    if (isAlone) {
      above.push(...rules);
      last = row;
      ignored.set(row + 1, new Set(above));
    } else {
      ignored.set(row, new Set([...(ignored.get(row) ?? []), ...rules]));
    }
  }
  return ignored;
}
