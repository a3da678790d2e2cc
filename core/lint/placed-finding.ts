/** Findings that stand at offsets of a text: what rules of `ossec.conf` and of poll scripts say about a place. */

import type { Severity } from "./severity.ts";

/** A stretch of a text; offsets in UTF-16 units, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Text to put in place of a span. */
export interface PlacedEdit extends Span {
  readonly newText: string;
}

export interface PlacedFix {
  readonly title: string;
  /** They do not overlap. */
  readonly edits: readonly PlacedEdit[];
  /** It changes nothing but the problem, so it may run with all others at once. */
  readonly safe: boolean;
}

/** What a rule says about one place. */
export interface Remark extends Span {
  readonly message: string;
  /** What fixes it, the best first. */
  readonly fixes?: readonly PlacedFix[];
  /** Other places that the message speaks of. */
  readonly related?: readonly (Span & { readonly message: string })[];
  /** The text counts for nothing; editors fade it. */
  readonly faded?: true;
  /** Where this case is graver or lighter than the rule's usual one. */
  readonly severity?: Severity;
}

export interface PlacedFinding extends Span {
  /** The rule's only name. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fixes: readonly PlacedFix[];
  readonly related: readonly (Span & { readonly message: string })[];
  readonly faded: boolean;
}

/** The finding that a rule's remark is. */
export function findingOf(rule: { code: string; severity: Severity }, remark: Remark): PlacedFinding {
  const { start, end, message, fixes = [], related = [], faded = false } = remark;
  return { rule: rule.code, severity: rule.severity, message, start, end, fixes, related, faded };
}

/** The first safe fix of each finding, as long as it does not touch the ones before: a list of edits for each fix. */
export function safeFixes(findings: readonly PlacedFinding[]): (readonly PlacedEdit[])[] {
  const taken: PlacedEdit[] = [];
  return findings.flatMap(({ fixes }) => {
    const edits = fixes.find(({ safe }) => safe)?.edits ?? [];
    if (edits.some((edit) => taken.some((other) => overlap(edit, other)))) return [];
    taken.push(...edits);
    return edits.length > 0 ? [edits] : [];
  });
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
