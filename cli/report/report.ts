/**
 * Reports: the result of a command, from which every output format is made. `schemas/report.schema.json` describes it.
 */

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
  /** Row of the manager's release for which the verdicts are valid, for example `4.14`. */
  readonly release: string;
  /** No problems: the exit code is 0. */
  readonly ok: boolean;
}

/** The result of `keypoll lint`. */
export interface LintReport extends ReportHead {
  readonly command: "lint";
  readonly files: readonly FileResult[];
  /** Files that were named, or had to be checked, but could not be, and why. */
  readonly notChecked: readonly { readonly path: string; readonly message: string }[];
  /** Says once that 5.x does not use the scripts and suites among the files, and what replaces them. */
  readonly runsNoMore?: string;
  readonly totals: LintTotals;
}

export interface FileResult {
  readonly path: string;
  readonly kind: FileKind;
  /** Why it was recognised as a poll script. */
  readonly because?: Claim;
  /** Records of a list of agents. */
  readonly agents: number;
  readonly findings: readonly FileFinding[];
  /** All findings of the file, including those beyond the limit. */
  readonly totals: SeverityTotals;
  /** All findings by rule, if more were found than are listed. Otherwise they can be counted. */
  readonly ruleTotals?: Readonly<Record<string, number>>;
  /** For the gate: the findings about the replacement for each agent, up to the limit of shown findings. */
  readonly agentChanges?: readonly AgentChange[];
}

export type SeverityTotals = Readonly<Record<Severity, number>>;

/** A finding with its place. Lines and columns are from 1, columns in UTF-16 units, the end exclusive. */
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
  /** The fixes, the best first. */
  readonly fixes: readonly { readonly title: string; readonly safe: boolean }[];
  /** The page of the rule. */
  readonly page: string;
}

/**
 * The line around a finding, with its key masked and control characters made visible. `start` and `end` mark the
 * finding in it.
 */
export interface Excerpt {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface LintTotals extends SeverityTotals {
  readonly files: number;
  readonly filesWithFindings: number;
  /** The number of checked files of each kind. */
  readonly kinds: Readonly<Partial<Record<FileKind, number>>>;
  /** Files of a folder or pattern that are of no kind that is checked. */
  readonly passedOver: number;
  /** Number of findings in the report that `--fix` would fix. */
  readonly fixable: number;
  /** Number of findings that `--fix` has fixed. */
  readonly fixed: number;
}

/** The result of `keypoll explain`. */
export interface ExplainReport {
  readonly tool: Tool;
  readonly command: "explain";
  /** The query, with keys masked. */
  readonly query: string;
  readonly rule?: AnyRule;
  /** Every wording of the message over the releases, or all messages that the line may be. */
  readonly messages: readonly ExplainedMessage[];
  /** If nothing matches exactly: messages with the same words. */
  readonly similar: readonly ExplainedMessage[];
}

/** The result of `keypoll explain --log FILE`. */
export interface LogReport extends Summary {
  readonly tool: Tool;
  readonly command: "explain-log";
  /** The list of agents that the log was joined with. */
  readonly keys?: string;
}
