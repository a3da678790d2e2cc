/** `--quiet`: only what makes the check fail. */

import type { FileResult } from "../report/report.ts";

/** The file's result without findings that are for information only. */
export function withoutSmallThings({ ruleTotals: _, ...file }: FileResult): FileResult {
  return {
    ...file,
    findings: file.findings.filter(({ severity }) => severity === "error" || severity === "warning"),
    totals: { ...file.totals, information: 0, hint: 0 },
  };
}
