/** The fixes of a `client.keys` that can be applied together. */

import type { TextEdit } from "../text-edit.ts";
import type { KeyFileDocument } from "./document/key-file-document.ts";
import { type FindingsOptions, findingsOf, fixesOf } from "./findings.ts";
import { otherFileIn } from "./sniff.ts";

/** Maximum findings about the file itself. */
const FILE_FINDINGS = 10;

/**
 * One fix for each line that has any, so that no two edits overlap, in the order of the lines. Empty for a file of
 * another kind.
 */
export function safeFixes(
  document: KeyFileDocument,
  { severities }: Pick<FindingsOptions, "severities">,
): readonly (readonly TextEdit[])[] {
  if (otherFileIn(document) !== undefined) return [];
  const found = new Map<number, readonly TextEdit[]>();
  const add = (line: number, codes: readonly string[]): void => {
    const fix = codes.flatMap((code) => fixesOf(document, code, line)).find(({ safe }) => safe);
    if (fix !== undefined && !found.has(line)) found.set(line, fix.edits);
  };
  for (const { line, codes } of document.markedLines()) add(line, codes);
  // Findings about the whole file come first.
  for (const { rule, place } of findingsOf(document, { severities, cap: FILE_FINDINGS }).findings) {
    add(place.line, [rule]);
  }
  return [...found].sort(([a], [b]) => a - b).map(([, edits]) => edits);
}
