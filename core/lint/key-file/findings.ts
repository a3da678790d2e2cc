/** From marked lines to findings for readers: in order, limited, with the true totals. */

import { said, say } from "../../words/index.ts";
import type { Severity } from "../severity.ts";
import type { KeyFileDocument } from "./document/key-file-document.ts";
import { markingRules } from "./document/marking-rules.ts";
import type { Finding, Fix, Place } from "./finding.ts";
import { keepsAgents } from "./fix-safety.ts";
import { nextId } from "./next-id.ts";
import type { KeyFileOnDisk } from "./on-disk.ts";
import { relatedLinesOf } from "./related-lines.ts";
import { fileRules, type LineRule, lineRules, overlappingRange, relationRules } from "./rules/index.ts";
import type { RelationRule } from "./rules/relations.ts";
import type { Description } from "./rules/rule.ts";
import { withoutKeys } from "./shown.ts";
import { type OtherFile, otherFileIn } from "./sniff.ts";

/** Severity of each rule as the user set it. Other rules keep their own. */
export type SeveritySettings = Readonly<Record<string, Severity | "off">>;

export interface FindingsOptions {
  readonly severities: SeveritySettings;
  /** Maximum findings that are made. The totals count all. */
  readonly cap: number;
  /** What is known besides the text. */
  readonly disk?: KeyFileOnDisk;
}

export interface KeyFileFindings {
  readonly findings: readonly Finding[];
  /** How many findings each rule has in the whole file. Rules without one are left out. */
  readonly totals: ReadonlyMap<string, number>;
  /** Sum of the totals. */
  readonly total: number;
}

const lineRuleOf = new Map<string, LineRule>(lineRules.map((rule) => [rule.code, rule]));
const relationRuleOf = new Map<string, RelationRule>(relationRules.map((rule) => [rule.code, rule]));

type SeverityOf = (code: string, own: Severity) => Severity | "off";

/** All findings of a document, up to the limit. A file that is something else gets exactly one finding. */
export function findingsOf(document: KeyFileDocument, options: FindingsOptions): KeyFileFindings {
  const severityOf: SeverityOf = (code, own) => options.severities[code] ?? own;
  const other = otherFileIn(document);
  // A harmless file was never meant to be a list of agents.
  if (other?.severity === "information") return otherFile(document, other, severityOf);
  const totals = new Map<string, number>();
  for (const code of markingRules) {
    const count = document.countOf(code);
    if (count > 0 && options.severities[code] !== "off") totals.set(code, count);
  }
  const findings = [
    ...(other === undefined ? [] : otherFile(document, other, severityOf).findings),
    ...fileFindings(document, severityOf, options.disk),
  ];
  for (const { rule } of findings) totals.set(rule, 1);
  for (const { line, codes } of document.markedLines()) {
    if (findings.length >= options.cap) break;
    for (const code of codes) {
      const finding = findingAt(document, line, code, severityOf);
      if (finding !== undefined) findings.push(finding);
    }
  }
  findings.length = Math.min(findings.length, options.cap);
  return { findings, totals, total: [...totals.values()].reduce((sum, count) => sum + count, 0) };
}

function otherFile(document: KeyFileDocument, other: OtherFile, severityOf: SeverityOf): KeyFileFindings {
  const severity = severityOf(other.code, other.severity);
  if (severity === "off") return { findings: [], totals: new Map(), total: 0 };
  const place = { line: 0, start: 0, end: document.lineText(0).length };
  const finding: Finding = { rule: other.code, severity, message: other.message, place, related: [] };
  return { findings: [finding], totals: new Map([[other.code, 1]]), total: 1 };
}

function fileFindings(
  document: KeyFileDocument,
  severityOf: SeverityOf,
  disk: KeyFileOnDisk = {},
): Finding[] {
  const facts = document.fileFacts();
  const keys = facts.records + facts.removed + facts.fatal - document.countOf("placeholder-key");
  return fileRules.flatMap((rule): Finding[] => {
    const severity = severityOf(rule.code, rule.severity);
    const message = severity === "off" ? undefined : rule.message({ ...facts, keys, disk }, document.context);
    if (message === undefined || severity === "off") return [];
    return [{ rule: rule.code, severity, message, place: filePlace(document, rule.at), related: [] }];
  });
}

/** The fixes for a rule's finding on a line, the best first. Empty if the file is something else. */
export function fixesOf(document: KeyFileDocument, code: string, line: number): readonly Fix[] {
  if (otherFileIn(document) !== undefined) return [];
  if (code === "missing-final-newline") return [finalLineFeed(document)];
  const rule = lineRuleOf.get(code) ?? relationRuleOf.get(code);
  const fixes = rule?.fixes?.(document.factsAt(line), line, () => nextId(document)) ?? [];
  return fixes.map((fix) => (fix.safe && !keepsAgents(document, line, fix) ? { ...fix, safe: false } : fix));
}

function finalLineFeed(document: KeyFileDocument): Fix {
  const line = document.lineCount - 1;
  const column = document.lineText(line).length;
  const edit = { startLine: line, startColumn: column, endLine: line, endColumn: column, newText: "\n" };
  return { title: say`End the last line with a line feed`, edits: [edit], safe: true };
}

/** A finding about the whole file is not about its first record, so it marks one character. */
function filePlace(document: KeyFileDocument, at: "first-line" | "end"): Place {
  const line = at === "end" ? document.lineCount - 1 : 0;
  const { length } = document.lineText(line);
  const end = at === "end" ? length : Math.min(length, 1);
  return { line, start: Math.max(end - 1, 0), end };
}

function findingAt(
  document: KeyFileDocument,
  line: number,
  code: string,
  severityOf: SeverityOf,
): Finding | undefined {
  const lineRule = lineRuleOf.get(code);
  if (lineRule !== undefined) {
    const severity = severityOf(code, lineRule.severity);
    const { start, end, message } = describeLine(document, line, lineRule);
    return severity === "off"
      ? undefined
      : { rule: code, severity, message, place: { line, start, end }, related: [] };
  }
  const relationRule = relationRuleOf.get(code);
  if (relationRule !== undefined) return relationFinding(document, line, relationRule, severityOf);
  return overlapFinding(document, line, severityOf(overlappingRange.code, overlappingRange.severity));
}

/**
 * The findings of a line rule depend only on the line's text, if a line feed ends it. An editor asks for the same
 * findings after every keystroke, so the last ones are kept as long as the document.
 */
const saidOf = new WeakMap<KeyFileDocument, Map<string, Map<string, Description>>>();

/** Maximum lines of a document whose descriptions are kept. */
const MOST_KEPT = 5000;

function describeLine(document: KeyFileDocument, line: number, rule: LineRule): Description {
  const describe = (): Description => shown(rule.describe(document.factsAt(line), document.context));
  // A line without a line feed has one byte fewer.
  if (line === document.lineCount - 1) return describe();
  const lines = saidOf.get(document) ?? new Map<string, Map<string, Description>>();
  saidOf.set(document, lines);
  const text = document.lineText(line);
  const said = lines.get(text) ?? new Map<string, Description>();
  if (lines.size >= MOST_KEPT) lines.clear();
  lines.set(text, said);
  const description = said.get(rule.code) ?? describe();
  said.set(rule.code, description);
  return description;
}

function shown(description: Description): Description {
  return { ...description, message: withoutKeys(description.message) };
}

function relationFinding(
  document: KeyFileDocument,
  line: number,
  rule: RelationRule,
  severityOf: SeverityOf,
): Finding | undefined {
  const severity = severityOf(rule.code, rule.severity);
  if (severity === "off") return undefined;
  const { first, count, others } = relatedLinesOf(document, line, rule);
  const shared = { first, isFirst: first === line, count };
  const { start, end, message } = shown(rule.describe(document.factsAt(line), shared));
  const related = others.map((other) => ({
    place: relatedPlace(document, rule, other),
    message: said(rule.related),
  }));
  return { rule: rule.code, severity, message, place: { line, start, end }, related };
}

function relatedPlace(document: KeyFileDocument, rule: RelationRule, line: number): Place {
  const { start, end } = rule.describe(document.factsAt(line), { first: line, isFirst: true, count: 2 });
  return { line, start, end };
}

function overlapFinding(
  document: KeyFileDocument,
  line: number,
  severity: Severity | "off",
): Finding | undefined {
  const container = document.containingRange(line);
  if (severity === "off" || container === undefined) return undefined;
  const outer = document.factsAt(container);
  const place = { line: container, start: outer.nameEnd + 1, end: outer.ipEnd };
  const outerIp = outer.ip;
  const inner = document.factsAt(line);
  return {
    rule: overlappingRange.code,
    severity,
    message: say`Range ${inner.ip} is inside ${outerIp} of line ${container + 1}: a source address in it matches both agents.`,
    place: { line, start: inner.nameEnd + 1, end: inner.ipEnd },
    related: [{ place, message: say`contains this range` }],
  };
}
