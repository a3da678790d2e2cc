/** The rules that mark lines, by number: a rule's index among them is its bit in a line's marks. */

import { lineRules, overlappingRange, relationRules } from "../rules/index.ts";

/** Their codes, in the order in which a line's findings are shown. */
export const markingRules: readonly string[] = [
  ...lineRules.map((rule) => rule.code),
  ...relationRules.map((rule) => rule.code),
  overlappingRange.code,
];

/** The number of a marking rule. */
export function numberOf(code: string): number {
  return markingRules.indexOf(code);
}
