/** Reports: what a command found out, in the form that every output format is made from. `schemas/report.schema.json` describes it. */

import type { Claim, FileKind } from "../../core/documents/index.ts";
import type { AnyRule } from "../../core/documents/rules.ts";
import type { ExplainedMessage } from "../../core/lint/explain/index.ts";
import type { AgentChange } from "../../core/lint/key-file/index.ts";
import type { Severity } from "../../core/lint/severity.ts";
import type { Summary } from "../../core/log/index.ts";

export interface Tool {
  readonly name: "keypoll";
  readonly version: string;
}

export interface ReportHead {
  readonly tool: Tool;
  /** Row of the manager's release that the verdicts hold for, for example `4.14`. */
  readonly release: string;
  /** Everything is as it should be; the exit code is 0. */
  readonly ok: boolean;
}

/** What `keypoll lint` says. */
export interface LintReport extends ReportHead {
  readonly command: "lint";
  readonly files: readonly FileResult[];
  /** Files that were named, or had to be looked at, and could not be checked, and why. */
  readonly notChecked: readonly { readonly path: string; readonly message: string }[];
  /** Scripts and suites among the files that 5.x has no use for, and what takes their place; said once for all of them. */
  readonly runsNoMore?: string;
  readonly totals: LintTotals;
}

export interface FileResult {
  readonly path: string;
  readonly kind: FileKind;
  /** Why it is taken for a poll script. */
  readonly because?: Claim;
  /** Records of a list of agents. */
  readonly agents: number;
  readonly findings: readonly FileFinding[];
  /** All findings of the file, also those beyond the limit. */
  readonly totals: SeverityTotals;
  /** All findings by rule, where more were found than are given; else they can be counted. */
  readonly ruleTotals?: Readonly<Record<string, number>>;
  /** At the gate: agent by agent what the findings on the replacement say, as many as findings are shown. */
  readonly agentChanges?: readonly AgentChange[];
}

export type SeverityTotals = Readonly<Record<Severity, number>>;

/** A finding with its place; lines and columns from 1, columns in UTF-16 units, the end exclusive. */
export interface FileFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly related: readonly {
    readonly line: number;
    readonly column: number;
    readonly endColumn: number;
    readonly message: string;
  }[];
  readonly excerpt: Excerpt;
  /** What fixes it, the best first. */
  readonly fixes: readonly { readonly title: string; readonly safe: boolean }[];
  /** The page about the rule. */
  readonly page: string;
}

/** The line around a finding, key masked and control characters made visible; `start` and `end` mark the finding in it. */
export interface Excerpt {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface LintTotals extends SeverityTotals {
  readonly files: number;
  readonly filesWithFindings: number;
  /** How many of the checked files are of each kind. */
  readonly kinds: Readonly<Partial<Record<FileKind, number>>>;
  /** Files that a folder or a pattern brought and that are of no kind that is checked. */
  readonly passedOver: number;
  /** Findings of those in the report that `--fix` fixes. */
  readonly fixable: number;
  /** Findings that `--fix` has fixed. */
  readonly fixed: number;
}

/** What `keypoll explain` says. */
export interface ExplainReport {
  readonly tool: Tool;
  readonly command: "explain";
  /** What was asked about, keys masked. */
  readonly query: string;
  readonly rule?: AnyRule;
  /** Every wording of the message over the releases, or all messages that the line may be. */
  readonly messages: readonly ExplainedMessage[];
  /** Where nothing fits exactly: messages with the same words. */
  readonly similar: readonly ExplainedMessage[];
}

/** What `keypoll explain --log FILE` says. */
export interface LogReport extends Summary {
  readonly tool: Tool;
  readonly command: "explain-log";
  /** The list of agents that the log was joined with. */
  readonly keys?: string;
}
