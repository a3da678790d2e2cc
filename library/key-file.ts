/** The problems in a `client.keys`, and their fixes. */

import { fixedText } from "../core/lint/fix-text.ts";
import {
  findingsOf,
  fixesOf,
  type KeyFileDocument,
  keyFileFixer,
  openKeyFile,
  type Place,
} from "../core/lint/key-file/index.ts";
import { rulePage } from "../core/lint/rule-page.ts";
import { defaultLintSettings, findingOptions, type LintSettings } from "../core/lint/settings.ts";
import { type ManagerOptions, releaseOf } from "./manager.ts";
import type { Severity } from "./verdict.ts";

export interface LintOptions extends ManagerOptions {
  /** Whose file it is. Default: a manager's. */
  readonly role?: "manager" | "agent" | undefined;
  /** Finds the records that change their meaning in this release. */
  readonly upgradeTo?: string | undefined;
  /** Severity of a rule by its name, or `off`. Other rules keep their own. */
  readonly severities?: Readonly<Record<string, Severity | "off">> | undefined;
  /** Maximum findings in the result. `total` counts all. Default: 500. */
  readonly maxFindings?: number | undefined;
}

/** A place in a text: lines and UTF-16 units from 0, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** From `start` up to, but not including, `end`. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The fix changes nothing except the problem. */
  readonly safe: boolean;
}

/** Another place that a finding refers to. */
export interface Related {
  readonly range: Range;
  readonly message: string;
}

export interface KeyFileFinding {
  /** Name of the rule. `keypoll explain NAME` explains it. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly related: readonly Related[];
  /** The best first. */
  readonly fixes: readonly Fix[];
  /** The page of the rule. */
  readonly page: string;
}

export interface LintResult {
  readonly findings: readonly KeyFileFinding[];
  /** The number of all findings. */
  readonly total: number;
}

export interface FixedFile {
  readonly text: string;
  /** The number of fixed findings. */
  readonly fixed: number;
}

/** All findings in a `client.keys`, in the order of its lines. */
export function lintKeyFile(text: string, options: LintOptions = {}): LintResult {
  const settings = settingsOf(options);
  const document = openKeyFile(text, settings);
  const { findings, total } = findingsOf(document, findingOptions(settings));
  return {
    findings: findings
      .toSorted((a, b) => a.place.line - b.place.line || a.place.start - b.place.start)
      .map(({ rule, severity, message, place, related }) => ({
        rule,
        severity,
        message,
        range: rangeOf(place),
        related: related.map((each) => ({ range: rangeOf(each.place), message: each.message })),
        fixes: fixesFor(document, rule, place.line),
        page: rulePage(rule),
      })),
    total,
  };
}

/** The text with all safe fixes applied. No other byte is changed. */
export function fixKeyFile(text: string, options: LintOptions = {}): FixedFile {
  const settings = settingsOf(options);
  const { text: whole, count } = fixedText(text, keyFileFixer(settings));
  return { text: whole, fixed: count };
}

function settingsOf(options: LintOptions): LintSettings {
  const { release, hostName, role, upgradeTo, severities, maxFindings } = options;
  return {
    ...defaultLintSettings,
    release: releaseOf(release),
    upgradeTo: upgradeTo === undefined ? undefined : releaseOf(upgradeTo),
    hostName: hostName ?? defaultLintSettings.hostName,
    role: role ?? "manager",
    severities: severities ?? {},
    maxFindings: maxFindings ?? defaultLintSettings.maxFindings,
  };
}

function fixesFor(document: KeyFileDocument, rule: string, line: number): readonly Fix[] {
  return fixesOf(document, rule, line).map(({ title, safe, edits }) => ({
    title,
    safe,
    edits: edits.map(({ startLine, startColumn, endLine, endColumn, newText }) => ({
      range: {
        start: { line: startLine, character: startColumn },
        end: { line: endLine, character: endColumn },
      },
      newText,
    })),
  }));
}

function rangeOf({ line, start, end }: Place): Range {
  return { start: { line, character: start }, end: { line, character: end } };
}
