/** Findings at offsets of a text: what rules for `ossec.conf` and poll scripts report about a place. */

import type { Severity } from "./severity.ts";

/** A part of a text: offsets in UTF-16 units, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** For what is about a whole text: its first character, so that no other hover of the first line is hidden. */
export function wholeText(text: string): Span {
  return { start: 0, end: Math.min(1, text.length) };
}

/** Text to put in place of a span. */
export interface PlacedEdit extends Span {
  readonly newText: string;
}

export interface PlacedFix {
  readonly title: string;
  /** Without overlaps. */
  readonly edits: readonly PlacedEdit[];
  /** The fix changes nothing except the problem, so it can be applied together with all others. */
  readonly safe: boolean;
}

/** What a rule reports about one place. */
export interface Remark extends Span {
  readonly message: string;
  /** Its fixes, the best first. */
  readonly fixes?: readonly PlacedFix[];
  /** Other places that the message refers to. */
  readonly related?: readonly (Span & { readonly message: string })[];
  /** The text has no effect; editors fade it. */
  readonly faded?: true;
  /** Set if this case is more or less severe than usual for the rule. */
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

/** The finding for a rule's remark. */
export function findingOf(rule: { code: string; severity: Severity }, remark: Remark): PlacedFinding {
  const { start, end, message, fixes = [], related = [], faded = false } = remark;
  return { rule: rule.code, severity: rule.severity, message, start, end, fixes, related, faded };
}

/** The first safe fix of each finding, unless it overlaps earlier ones: a list of edits for each fix. */
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
