/** The report of checked files, and the exit code that it means. */

import { ExitCode } from "../exit-code.ts";
import type { FileResult, LintReport, LintTotals } from "../report/report.ts";
import { tool } from "../report/tool.ts";

export interface LintReportParts {
  readonly release: string;
  readonly files: readonly FileResult[];
  readonly unreadable: LintReport["unreadable"];
  /** How many findings were mended. */
  readonly fixed: number;
  /** Warnings that are put up with. */
  readonly maxWarnings: number;
}

export function lintReport({ release, files, unreadable, fixed, maxWarnings }: LintReportParts): LintReport {
  const totals = { ...totalsOf(files), fixed };
  return {
    tool,
    command: "lint",
    release,
    ok: unreadable.length === 0 && totals.error === 0 && totals.warning <= maxWarnings,
    files,
    unreadable,
    totals,
  };
}

function totalsOf(files: readonly FileResult[]): Omit<LintTotals, "fixed"> {
  const sum = (numberOf: (file: FileResult) => number): number =>
    files.reduce((total, file) => total + numberOf(file), 0);
  return {
    files: files.length,
    filesWithFindings: files.filter(({ findings }) => findings.length > 0).length,
    error: sum(({ totals }) => totals.error),
    warning: sum(({ totals }) => totals.warning),
    information: sum(({ totals }) => totals.information),
    hint: sum(({ totals }) => totals.hint),
    fixable: sum(({ findings }) => findings.filter(({ fixes }) => fixes.some(({ safe }) => safe)).length),
  };
}

/** A file that could not be read outweighs findings: what was asked for was not done. */
export function exitCodeOf({ ok, unreadable }: LintReport): ExitCode {
  if (unreadable.length > 0) return ExitCode.couldNotRun;
  return ok ? ExitCode.fine : ExitCode.findings;
}
