/** One checked file in a report. */

import {
  type Finding,
  findingsOf,
  fixesOf,
  type KeyFileDocument,
  type KeyFileFindings,
  type KeyFileOnDisk,
  keyFileRules,
  otherFileIn,
  type Place,
} from "../../core/lint/key-file/index.ts";
import { rulePage } from "../../core/lint/rule-page.ts";
import { findingOptions, type LintSettings } from "../../core/lint/settings.ts";
import type { Severity } from "../../core/lint/severity.ts";
import type { FileFinding, FileResult, SeverityTotals } from "../report/report.ts";
import { excerptOf } from "./excerpt.ts";
import { countsByRule } from "./finding-groups.ts";

/** All findings in a document, up to the limit of the settings. The totals count all of them. */
export function fileResult(
  path: string,
  document: KeyFileDocument,
  settings: LintSettings,
  disk: KeyFileOnDisk = {},
): FileResult {
  const found = findingsOf(document, { ...findingOptions(settings), disk });
  return {
    path,
    kind: "key-file",
    agents: document.fileFacts().records,
    findings: found.findings.toSorted(byPlace).map((finding) => fileFinding(document, finding)),
    totals: totalsOf(found, settings),
    ...(found.total > found.findings.length ? { ruleTotals: Object.fromEntries(found.totals) } : {}),
  };
}

function byPlace({ place: a }: Finding, { place: b }: Finding): number {
  return a.line - b.line || a.start - b.start;
}

/** The excerpt for a finding without a line, or whose line must not be shown. */
export const NOTHING_SHOWN = { text: "", start: 0, end: 0 };

export function fileFinding(document: KeyFileDocument, finding: Finding): FileFinding {
  const { rule, severity, message, place, related } = finding;
  return {
    rule,
    severity,
    message,
    ...placeOf(place),
    related: related.map((each) => ({ ...placeOf(each.place), message: each.message })),
    // A file that is not a key file is not shown either.
    excerpt: otherFileIn(document) !== undefined ? NOTHING_SHOWN : excerptOf(document, place),
    fixes: fixesOf(document, rule, place.line).map(({ title, safe }) => ({ title, safe })),
    page: rulePage(rule),
  };
}

function placeOf({ line, start, end }: Place): { line: number; column: number; endColumn: number } {
  return { line: line + 1, column: start + 1, endColumn: end + 1 };
}

const ownSeverity = new Map(keyFileRules.map(({ code, severity }) => [code, severity]));

/** Totals by severity. A rule has one severity for all its findings in a file. */
function totalsOf({ totals, findings }: KeyFileFindings, { severities }: LintSettings): SeverityTotals {
  const sums: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const [code, count] of totals) {
    const set = severities[code];
    const shown = findings.find(({ rule }) => rule === code)?.severity;
    const severity = shown ?? (set === "off" ? undefined : set) ?? ownSeverity.get(code) ?? "warning";
    sums[severity] += count;
  }
  return sums;
}

/** Findings of one rule that are counted, and not shown. */
export interface CountedOnly {
  readonly rule: string;
  readonly severity: Severity;
  readonly count: number;
}

/** A file's result with findings from elsewhere before its own. The totals also count those that are not shown. */
export function withFindings(
  result: FileResult,
  more: readonly FileFinding[],
  countedOnly: readonly CountedOnly[] = [],
): FileResult {
  const totals: Record<Severity, number> = { ...result.totals };
  for (const { severity } of more) totals[severity]++;
  for (const { severity, count } of countedOnly) totals[severity] += count;
  const all = { ...result, findings: [...more, ...result.findings], totals };
  if (countedOnly.length === 0 && result.ruleTotals === undefined) return all;
  const hidden = Object.fromEntries(countedOnly.map(({ rule, count }) => [rule, count]));
  const counts = countsByRule([result, { findings: more }, { findings: [], ruleTotals: hidden }]);
  return { ...all, ruleTotals: Object.fromEntries(counts) };
}
