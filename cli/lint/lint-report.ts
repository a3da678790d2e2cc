/** The report of checked files, and its exit code. */

import { type FileKind, fileKinds, kindName } from "../../core/documents/index.ts";
import { noLongerRunsText } from "../../core/lint/crossing/index.ts";
import type { LintSettings } from "../../core/lint/settings.ts";
import { ExitCode } from "../exit-code.ts";
import type { FileResult, LintReport, LintTotals } from "../report/report.ts";
import { tool } from "../report/tool.ts";

export interface LintReportParts {
  readonly settings: Pick<LintSettings, "release" | "upgradeTo">;
  readonly files: readonly FileResult[];
  readonly notChecked: LintReport["notChecked"];
  /** How many files in a folder or pattern were ignored. */
  readonly passedOver?: number;
  /** It is not an error if there is nothing to check. */
  readonly ignoreUnknown?: boolean | undefined;
  /** The number of fixed findings. */
  readonly fixed: number;
  /** Number of warnings that are allowed. */
  readonly maxWarnings: number;
}

export function lintReport(parts: LintReportParts): LintReport {
  const { settings, files, notChecked, passedOver = 0, ignoreUnknown = false, fixed, maxWarnings } = parts;
  const totals = { ...totalsOf(files), passedOver, fixed };
  const runsNoMore = noLongerRunsOf(settings, totals.kinds);
  const isChecked = notChecked.length === 0 && (files.length > 0 || ignoreUnknown);
  return {
    tool,
    command: "lint",
    release: settings.release.id,
    ok: isChecked && totals.error === 0 && totals.warning <= maxWarnings,
    files,
    notChecked,
    ...(runsNoMore === undefined ? {} : { runsNoMore }),
    totals,
  };
}

/** On 5.x, or with 5.x as the upgrade target, the report says that nothing will call the script. */
function noLongerRunsOf(
  { release, upgradeTo }: LintReportParts["settings"],
  kinds: LintTotals["kinds"],
): string | undefined {
  const five = [release, upgradeTo].find((row) => row?.poller === "none");
  const there = (["poll-script", "suite"] as const).flatMap((kind) => {
    const number = kinds[kind] ?? 0;
    return number === 0 ? [] : [`${number} ${kindName(kind, number)}`];
  });
  return five === undefined || there.length === 0 ? undefined : noLongerRunsText(five, there.join(", "));
}

function totalsOf(files: readonly FileResult[]): Omit<LintTotals, "fixed" | "passedOver"> {
  const sum = (numberOf: (file: FileResult) => number): number =>
    files.reduce((total, file) => total + numberOf(file), 0);
  return {
    files: files.length,
    filesWithFindings: files.filter(({ findings }) => findings.length > 0).length,
    kinds: kindsOf(files),
    error: sum(({ totals }) => totals.error),
    warning: sum(({ totals }) => totals.warning),
    information: sum(({ totals }) => totals.information),
    hint: sum(({ totals }) => totals.hint),
    fixable: sum(({ findings }) => findings.filter(({ fixes }) => fixes.some(({ safe }) => safe)).length),
  };
}

function kindsOf(files: readonly FileResult[]): LintTotals["kinds"] {
  const numberOf = (kind: FileKind): number => files.filter((file) => file.kind === kind).length;
  const there = fileKinds.filter((kind) => numberOf(kind) > 0);
  return Object.fromEntries(there.map((kind) => [kind, numberOf(kind)]));
}

/**
 * A file that was not checked outweighs findings, because the request was not completed. The same is true if there was
 * nothing to check, and if a suite was not understood, as in `keypoll test`.
 */
export function exitCodeOf({ ok, notChecked, files }: LintReport): ExitCode {
  const isUnderstood = !files.some(({ kind, totals }) => kind === "suite" && totals.error > 0);
  if (notChecked.length > 0 || !isUnderstood || (files.length === 0 && !ok)) return ExitCode.couldNotRun;
  return ok ? ExitCode.fine : ExitCode.findings;
}
